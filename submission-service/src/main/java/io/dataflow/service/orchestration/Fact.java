package io.dataflow.service.orchestration;

/** What is looked at only where a decision needs it. */
public enum Fact {
  /** The archived outcome of the last attempt's job. */
  ARCHIVE,
  /** Whether ended jobs are archived at all. */
  ARCHIVE_KEPT,
  /**
   * Retained checkpoints of every attempt that may be restored from, and of the next one. Of an
   * attempt with a stop savepoint only those that its job completed after it.
   */
  CHECKPOINTS,
  /** JobIDs for which a task manager still holds a slot. */
  SLOT_HOLDERS,
  CAPACITY,
  /** Why nothing could be written to the checkpoint store lately. */
  STORE_PROBLEM,
  /** What the last attempt's version needs and is. */
  REQUIREMENTS_OF_LAST,
  /** What the next attempt's version needs and is. */
  REQUIREMENTS_OF_NEXT,
  /** What the next attempt's version would make of the state in its restore point. */
  STATE_VERDICT,
  /** Why the last attempt's job failed. */
  FAILURES,
  /** The live job's checkpoint counts. */
  CHECKPOINT_STATISTICS,
  /** How the stop's trigger stands. */
  STOP_STATUS,
  /** The savepoint in the directory of the stop's trigger. */
  STOP_DIRECTORY,
  /** How the triggers of pending snapshots stand. */
  SNAPSHOT_STATUS
}
