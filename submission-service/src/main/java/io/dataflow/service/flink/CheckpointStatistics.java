package io.dataflow.service.flink;

import java.util.Objects;
import java.util.Optional;

/**
 * A job's checkpoints as its JobManager counts them, since the job was started or recovered.
 *
 * @param latest the newest completed checkpoint, savepoints excluded
 */
public record CheckpointStatistics(
    long completed, long failed, Optional<RetainedCheckpoint> latest) {

  public CheckpointStatistics {
    Objects.requireNonNull(latest);
  }
}
