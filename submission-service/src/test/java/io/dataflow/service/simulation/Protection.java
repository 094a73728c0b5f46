package io.dataflow.service.simulation;

/**
 * A protection that the wiring of a simulation can leave out, so that a test can prove that its
 * absence is found.
 */
enum Protection {
  /** Checkpoints of a planned attempt are looked for before it is sent. */
  CHECKPOINTS_LISTED_BEFORE_SUBMISSION,
  /** An append of an owner holds only while the stream carries its epoch. */
  EPOCH_FENCE,
  /** A job is absent only after the heartbeat timeout, and when no task manager holds its slots. */
  ZOMBIES_AWAITED,
  /** A repeated command is recognised by its idempotency key. */
  IDEMPOTENCY_KEYS,
  /** A stop that goes unanswered leaves its savepoint where it is looked for. */
  STOP_DIRECTORY_LISTED,
  /** A cluster that cannot be reached proves nothing about its jobs. */
  UNKNOWN_IS_NOT_ABSENT,
  /** A job that arrives after its successor is seen, and cancelled. */
  STALE_JOBS_SEEN
}
