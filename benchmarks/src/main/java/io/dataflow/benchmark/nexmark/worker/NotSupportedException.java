package io.dataflow.benchmark.nexmark.worker;

/** A contestant has no such query, or cannot express it; the message says which and why. */
public final class NotSupportedException extends Exception {
  private static final long serialVersionUID = 1L;

  public NotSupportedException(String message) {
    super(message);
  }
}
