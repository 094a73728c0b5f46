package io.dataflow.benchmark.nexmark;

import java.io.IOException;

/** A contestant's job failed; the message says whose and why, the contestant's log the rest. */
final class JobFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  JobFailedException(Competitor competitor, String why) {
    super(competitor.title() + ": " + why);
  }
}
