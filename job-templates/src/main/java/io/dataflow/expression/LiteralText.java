package io.dataflow.expression;

import io.dataflow.error.DataException;
import io.dataflow.function.Casts;
import io.dataflow.function.DateTimeTexts;
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
    if (type instanceof FieldType.Decimal decimal) {
      return Casts.toDecimal(text, decimal.precision(), decimal.scale());
    }
    if (!(type instanceof FieldType.Scalar scalar)) {
      return text;
    }
    return switch (scalar.kind()) {
      case BOOLEAN -> Casts.toBoolean(text);
      case TINYINT -> Casts.toTinyint(text);
      case SMALLINT -> Casts.toSmallint(text);
      case INT -> Casts.toInt(text);
      case BIGINT -> Casts.toBigint(text);
      case FLOAT -> Casts.toFloat(text);
      case DOUBLE -> Casts.toDouble(text);
      case DATE -> DateTimeTexts.toDate(text);
      case TIME -> DateTimeTexts.toTime(text);
      case TIMESTAMP -> DateTimeTexts.toTimestamp(text);
      case TIMESTAMP_LTZ -> DateTimeTexts.toInstant(text);
      case STRING, BYTES -> text;
    };
  }
}
