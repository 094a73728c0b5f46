package io.dataflow.expression;

import io.dataflow.error.DataException;
import io.dataflow.function.ScalarTexts;
import io.dataflow.schema.FieldType;
import java.util.Optional;

/** A text that is written out and cast: read once at compile time, so that it fails there. */
final class LiteralText {
  private LiteralText() {}

  /** Why the text cannot be read as the type. */
  static Optional<String> problem(String text, FieldType type) {
    try {
      read(text, type);
      return Optional.empty();
    } catch (DataException e) {
      return Optional.of(e.getMessage());
    }
  }

  static Object read(String text, FieldType type) {
    boolean scalar = type instanceof FieldType.Scalar || type instanceof FieldType.Decimal;
    return scalar ? ScalarTexts.read(text, type) : text;
  }
}
