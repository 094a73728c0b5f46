package io.dataflow.connector;

/**
 * A source could not be sampled; the message says why and what to do, in words for the definition's
 * author.
 */
public final class SamplingException extends Exception {
  private static final long serialVersionUID = 1L;

  public SamplingException(String message) {
    super(message);
  }

  public SamplingException(String message, Throwable cause) {
    super(message, cause);
  }
}
