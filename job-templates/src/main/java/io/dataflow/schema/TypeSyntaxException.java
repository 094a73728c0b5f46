package io.dataflow.schema;

/** A type text that cannot be read; the message says what was expected. */
public final class TypeSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  TypeSyntaxException(String message, int offset) {
    super(message);
    this.offset = offset;
  }

  /** 0-based position in the text. */
  public int offset() {
    return offset;
  }
}
