package io.dataflow.service.flink;

import java.util.Objects;

/** How a savepoint operation stands. */
public sealed interface SavepointStatus {

  record InProgress() implements SavepointStatus {}

  /** The savepoint is complete. Of a stop: the job ends now, or failed after it. */
  record Completed(String location) implements SavepointStatus {
    public Completed {
      Objects.requireNonNull(location);
    }
  }

  /** No savepoint came of it. A new try needs a new trigger id: this outcome is cached. */
  record Failed(String message) implements SavepointStatus {
    public Failed {
      Objects.requireNonNull(message);
    }
  }

  /** The JobManager does not know the operation, or forgot it: the trigger's directory decides. */
  record Unknown() implements SavepointStatus {}
}
