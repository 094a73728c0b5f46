package io.dataflow.service.orchestration;

import java.time.Duration;

/**
 * Times and bounds of the loop.
 *
 * @param failedAttempts how many attempts may fail in a row before the pipeline has failed
 * @param firstBackoff before the second attempt; doubled for each further one
 * @param longestBackoff upper bound of that
 * @param stableAfter healthy running, with a checkpoint, that refills the budget
 * @param restartingFor how long Flink may restart tasks before the attempt counts as failed
 * @param unreachableFor how long the cluster may be silent before it is called unreachable
 * @param submissionDoubt until when a planned submission may arrive, from its plan on
 * @param sendingTime all timeouts of a submission: none begins later than this before its deadline
 * @param stopTriggers how many savepoints may fail before the job is cancelled instead
 * @param stopPatience how long a stop waits for all tasks to run
 * @param finishPatience how long a job may live on after its stop savepoint
 */
public record RecoveryPolicy(
    int failedAttempts,
    Duration firstBackoff,
    Duration longestBackoff,
    Duration stableAfter,
    Duration restartingFor,
    Duration unreachableFor,
    Duration submissionDoubt,
    Duration sendingTime,
    int stopTriggers,
    Duration stopPatience,
    Duration finishPatience) {

  public static final RecoveryPolicy DEFAULTS =
      new RecoveryPolicy(
          5,
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          5,
          Duration.ofMinutes(1),
          Duration.ofSeconds(15));

  /** The pause before the next attempt. */
  Duration backoff(int failures) {
    if (failures <= 0) {
      return Duration.ZERO;
    }
    long factor = 1L << Math.min(failures - 1, 20);
    Duration backoff = firstBackoff.multipliedBy(factor);
    return backoff.compareTo(longestBackoff) < 0 ? backoff : longestBackoff;
  }
}
