package io.dataflow.service.flink;

import java.time.Instant;
import java.util.Objects;

/**
 * A completed checkpoint that lies in the store.
 *
 * @param checkpointId Flink's number: within one job, higher is later
 * @param path what a job is restored from
 * @param completedAt for people; order goes by {@code checkpointId} alone
 */
public record RetainedCheckpoint(
    String jobId, long checkpointId, String path, Instant completedAt) {

  public RetainedCheckpoint {
    Objects.requireNonNull(jobId);
    Objects.requireNonNull(path);
    Objects.requireNonNull(completedAt);
  }
}
