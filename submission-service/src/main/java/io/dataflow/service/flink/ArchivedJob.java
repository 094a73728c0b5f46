package io.dataflow.service.flink;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of an ended job.
 *
 * @param state FINISHED, CANCELED or FAILED
 * @param failure the root cause, when it failed
 * @param accumulators the job's last totals by name
 * @param checkpoints as its last JobManager counted them
 */
public record ArchivedJob(
    String jobId,
    String name,
    JobState state,
    Instant endTime,
    Optional<JobFailure> failure,
    Map<String, Long> accumulators,
    Optional<CheckpointStatistics> checkpoints) {

  public ArchivedJob {
    Objects.requireNonNull(jobId);
    Objects.requireNonNull(name);
    Objects.requireNonNull(state);
    Objects.requireNonNull(endTime);
    Objects.requireNonNull(failure);
    accumulators = Map.copyOf(accumulators);
    Objects.requireNonNull(checkpoints);
  }
}
