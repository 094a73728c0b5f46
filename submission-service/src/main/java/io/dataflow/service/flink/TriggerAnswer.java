package io.dataflow.service.flink;

import java.util.Objects;

/** What the JobManager made of the request for a savepoint. */
public sealed interface TriggerAnswer {

  /**
   * There is an operation under our trigger id, now or before. Also for a job that is not running
   * or not known: {@link SavepointStatus.Failed} says so.
   */
  record Triggered() implements TriggerAnswer {}

  /** The JobManager will not do it: the request makes no sense to it. */
  record Refused(String message) implements TriggerAnswer {
    public Refused {
      Objects.requireNonNull(message);
    }
  }
}
