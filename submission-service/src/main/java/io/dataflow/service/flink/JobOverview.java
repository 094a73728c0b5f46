package io.dataflow.service.flink;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A job as the JobManager lists it.
 *
 * @param name the text shown by Flink; {@link JobName#parse} tells whether it is one of ours
 * @param endTime set once the job is terminal
 */
public record JobOverview(
    String jobId,
    String name,
    JobState state,
    TaskCounts tasks,
    Instant startTime,
    Optional<Instant> endTime) {

  public JobOverview {
    Objects.requireNonNull(jobId);
    Objects.requireNonNull(name);
    Objects.requireNonNull(state);
    Objects.requireNonNull(tasks);
    Objects.requireNonNull(startTime);
    Objects.requireNonNull(endTime);
  }

  /** The job runs and so do all of its tasks. */
  public boolean isRunning() {
    return state == JobState.RUNNING && tasks.allRunning();
  }
}
