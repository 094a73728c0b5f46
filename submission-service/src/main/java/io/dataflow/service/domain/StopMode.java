package io.dataflow.service.domain;

/** What a pipeline becomes once it is stopped. */
public enum StopMode {
  PAUSE,
  STOP
}
