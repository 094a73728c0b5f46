package io.dataflow.launcher.stack;

/** A server did not start; the message says which, why, and shows the end of its log. */
public final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  StartException(String message) {
    super(message);
  }
}
