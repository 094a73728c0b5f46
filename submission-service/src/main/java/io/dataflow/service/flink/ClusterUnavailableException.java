package io.dataflow.service.flink;

import java.util.Objects;

/** The cluster, or the store that it keeps checkpoints in, gave no usable answer. */
public final class ClusterUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Which of the two systems did not answer. */
  public enum Part {
    JOB_MANAGER,
    CHECKPOINT_STORE
  }

  private final Part part;

  public ClusterUnavailableException(Part part, String message) {
    super(message);
    this.part = Objects.requireNonNull(part);
  }

  public ClusterUnavailableException(Part part, String message, Throwable cause) {
    super(message, cause);
    this.part = Objects.requireNonNull(part);
  }

  public Part part() {
    return part;
  }
}
