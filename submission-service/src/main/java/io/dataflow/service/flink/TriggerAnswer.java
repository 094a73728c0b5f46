package io.dataflow.service.flink;

import java.util.Objects;

/** What the JobManager made of the request for a savepoint. */
public sealed interface TriggerAnswer {

  /** The operation goes on, or went on before, under our trigger id. */
  record Triggered() implements TriggerAnswer {}

  /** The JobManager does not know the job. */
  record UnknownJob() implements TriggerAnswer {}

  /** The JobManager will not do it now: the job is ending or not running yet, say. */
  record Refused(String message) implements TriggerAnswer {
    public Refused {
      Objects.requireNonNull(message);
    }
  }
}
