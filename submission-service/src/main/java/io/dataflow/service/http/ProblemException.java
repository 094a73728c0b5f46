package io.dataflow.service.http;

import java.util.Objects;

/** Ends the handling of a request with a problem. Carries no stack trace. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = Objects.requireNonNull(problem);
  }

  Problem problem() {
    return problem;
  }
}
