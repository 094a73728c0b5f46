package io.dataflow.service.domain;

/** Why a command was rejected; stable names. */
public enum RejectionCode {
  PIPELINE_NOT_FOUND,
  PIPELINE_EXISTS,
  ILLEGAL_TRANSITION,
  /** It would change nothing, but what was asked for differs from what is. */
  CONFLICTING_ARGUMENTS,
  PRECONDITION_REQUIRED,
  PRECONDITION_FAILED,
  MAX_PARALLELISM_EXCEEDED,
  VERSION_NOT_FOUND,
  SNAPSHOT_NOT_FOUND,
  SNAPSHOT_IN_USE,
  NOT_RUNNING
}
