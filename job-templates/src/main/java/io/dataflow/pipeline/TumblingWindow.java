package io.dataflow.pipeline;

import java.time.Duration;
import java.util.Optional;

/**
 * Windows of one length that follow each other without a gap, aligned to the epoch.
 *
 * @param time which time decides the window of a record; empty: event time, where there is one
 */
public record TumblingWindow(Duration size, Optional<Time> time) {
  /** What says when a record happened. */
  public enum Time {
    EVENT,
    PROCESSING
  }
}
