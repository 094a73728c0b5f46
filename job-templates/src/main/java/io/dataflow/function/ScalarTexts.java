package io.dataflow.function;

import io.dataflow.schema.FieldType;
import java.math.BigDecimal;

/** Boxed values as CAST writes them and reads them. */
public final class ScalarTexts {
  private ScalarTexts() {}

  /**
   * @param type neither an array nor a map nor a row
   */
  public static String of(FieldType type, Object value) {
    if (!(type instanceof FieldType.Scalar scalar)) {
      return Casts.toText((BigDecimal) value);
    }
    return switch (scalar.kind()) {
      case STRING -> (String) value;
      case DATE -> DateTimeTexts.dateToText((Integer) value);
      case TIME -> DateTimeTexts.timeToText((Integer) value);
      case TIMESTAMP -> DateTimeTexts.timestampToText((Long) value);
      case TIMESTAMP_LTZ -> DateTimeTexts.instantToText((Long) value);
      case BYTES -> Casts.toText((byte[]) value);
      case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE -> value.toString();
    };
  }

  /**
   * @param type neither an array nor a map nor a row
   * @throws io.dataflow.error.DataException if the text is no value of the type
   */
  public static Object read(String text, FieldType type) {
    if (type instanceof FieldType.Decimal decimal) {
      return Casts.toDecimal(text, decimal.precision(), decimal.scale());
    }
    return switch (((FieldType.Scalar) type).kind()) {
      case STRING -> text;
      case BOOLEAN -> Casts.toBoolean(text);
      case TINYINT -> (byte) Casts.toTinyint(text);
      case SMALLINT -> (short) Casts.toSmallint(text);
      case INT -> Casts.toInt(text);
      case BIGINT -> Casts.toBigint(text);
      case FLOAT -> Casts.toFloat(text);
      case DOUBLE -> Casts.toDouble(text);
      case DATE -> DateTimeTexts.toDate(text);
      case TIME -> DateTimeTexts.toTime(text);
      case TIMESTAMP -> DateTimeTexts.toTimestamp(text);
      case TIMESTAMP_LTZ -> DateTimeTexts.toInstant(text);
      case BYTES -> Casts.toBytes(text);
    };
  }
}
