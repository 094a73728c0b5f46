package io.dataflow.error;

import java.util.Objects;

/**
 * A record that cannot be decoded, computed or encoded. The step's error policy decides what
 * becomes of it. Carries no stack trace: it is thrown once per bad record.
 */
public final class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public DataException(ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = Objects.requireNonNull(code);
  }

  public ErrorCode code() {
    return code;
  }
}
