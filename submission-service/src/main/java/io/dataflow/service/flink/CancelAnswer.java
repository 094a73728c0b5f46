package io.dataflow.service.flink;

/** What the JobManager made of the request to cancel a job. */
public enum CancelAnswer {
  ACCEPTED,
  ALREADY_TERMINAL,
  UNKNOWN_JOB
}
