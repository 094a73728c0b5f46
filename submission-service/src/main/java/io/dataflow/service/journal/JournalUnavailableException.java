package io.dataflow.service.journal;

/**
 * The store cannot be reached, or its answer stayed unknown until the deadline. The caller repeats
 * the whole request; an idempotency key makes the repetition safe.
 */
public final class JournalUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean outcomeUnknown;

  private JournalUnavailableException(String message, boolean outcomeUnknown, Throwable cause) {
    super(message, cause);
    this.outcomeUnknown = outcomeUnknown;
  }

  /** Nothing was changed: the request was not sent, or only read. */
  public static JournalUnavailableException notReached(String message, Throwable cause) {
    return new JournalUnavailableException(message, false, cause);
  }

  /** A write was sent and may or may not have been applied. */
  public static JournalUnavailableException outcomeUnknown(String message, Throwable cause) {
    return new JournalUnavailableException(message, true, cause);
  }

  public boolean isOutcomeUnknown() {
    return outcomeUnknown;
  }
}
