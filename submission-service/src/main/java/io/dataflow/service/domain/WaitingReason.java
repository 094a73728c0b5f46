package io.dataflow.service.domain;

/** What a waiting pipeline waits for. None of them costs restart budget. */
public enum WaitingReason {
  /** The cluster has fewer free task slots than the job needs. */
  NO_FREE_SLOTS,
  /** Nothing is known about the jobs while the JobManager does not answer. */
  JOBMANAGER_UNREACHABLE,
  /** The checkpoint directories cannot be listed, so no restore point can be chosen. */
  CHECKPOINT_STORE_UNREACHABLE,
  /** Nothing can be written where checkpoints go: full, read-only, or not allowed. */
  CHECKPOINT_STORE_NOT_WRITABLE,
  /** State is expected and none is there; a start with an explicit {@code from} goes on. */
  NO_RESTORE_POINT,
  /** A bounded job is gone without a trace: it may have finished. */
  UNKNOWN_END,
  /** A new version failed before its first checkpoint; roll back, or change it. */
  UPGRADE_FAILED,
  /**
   * The new version drops or cannot read state of the restore point, or replaces a source or sink
   * whose output is not all committed.
   */
  INCOMPATIBLE_CHANGE,
  /** Task managers still hold slots for a job that no JobManager lists. */
  EARLIER_JOB_ALIVE;

  /** Whether it is the version that is to run which holds it up: the next one is tried at once. */
  boolean endsWithNextVersion() {
    return this == UPGRADE_FAILED || this == INCOMPATIBLE_CHANGE;
  }
}
