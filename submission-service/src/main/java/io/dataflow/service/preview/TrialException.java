package io.dataflow.service.preview;

/** A trial that gave no answer; the message says why, in words for whoever asked for it. */
public final class TrialException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why there is no answer. */
  public enum Reason {
    /** As many as are allowed are running. */
    BUSY,
    /** It was killed at its limit of time or memory. */
    LIMIT,
    /** It failed of itself. */
    FAILED
  }

  private final Reason reason;

  TrialException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
