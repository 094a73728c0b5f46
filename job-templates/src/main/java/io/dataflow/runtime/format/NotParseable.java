package io.dataflow.runtime.format;

/** The bytes are no value of the type; {@link FieldParser} says which field and type that is. */
final class NotParseable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotParseable() {
    super("not a value of the type", null, false, false);
  }
}
