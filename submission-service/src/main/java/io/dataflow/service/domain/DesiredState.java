package io.dataflow.service.domain;

/** What people asked for last, kept apart from what was observed. */
public enum DesiredState {
  RUNNING,
  PAUSED,
  /** Also a pipeline that was never started. */
  STOPPED,
  DELETED
}
