package io.dataflow.service.domain;

/** How a job ended, in Flink's words. */
public enum JobOutcome {
  FINISHED,
  CANCELED,
  FAILED
}
