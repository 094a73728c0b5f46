package io.dataflow.service.flink;

/** What the JobManager made of the request to cancel a job. */
public enum CancelAnswer {
  /** The job will be cancelled, or is already. */
  ACCEPTED,
  /** It ended in another way. */
  ALREADY_TERMINAL,
  UNKNOWN_JOB
}
