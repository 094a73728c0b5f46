package io.dataflow.service.domain;

import java.util.Objects;

/**
 * State that an attempt begins from.
 *
 * @param path URI of the savepoint or checkpoint
 * @param attempt the attempt that wrote it
 * @param version the definition's version that wrote it
 * @param checkpointId Flink's number of the checkpoint, 0 for a savepoint
 * @param clean a stop savepoint whose job ended FINISHED: no output is left uncommitted
 */
public record RestorePoint(
    Kind kind, String path, int attempt, int version, long checkpointId, boolean clean) {
  /** What made it. */
  public enum Kind {
    STOP_SAVEPOINT,
    SAVEPOINT,
    CHECKPOINT
  }

  public RestorePoint {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(path);
  }

  RestorePoint cleaned() {
    return new RestorePoint(kind, path, attempt, version, checkpointId, true);
  }
}
