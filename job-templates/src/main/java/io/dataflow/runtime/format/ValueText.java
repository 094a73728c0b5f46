package io.dataflow.runtime.format;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.util.Base64;

/** Values as text, as {@link FieldParser} reads them. */
public final class ValueText {
  private ValueText() {}

  /**
   * The text of a value that is not null.
   *
   * @throws DataException if it has none
   */
  public static String of(String name, FieldType type, Object value) {
    if (value == null) {
      throw new DataException(ErrorCode.ENCODE_ERROR, "a key of " + name + " is NULL");
    }
    if (type instanceof FieldType.Scalar scalar) {
      return scalar(scalar.kind(), value);
    }
    return type instanceof FieldType.Decimal
        ? ((BigDecimal) value).toPlainString()
        : JsonEncoder.text(name, type, value);
  }

  static String scalar(ScalarKind kind, Object value) {
    return switch (kind) {
      case STRING -> (String) value;
      case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE -> value.toString();
      case DATE -> ScalarText.date((Integer) value);
      case TIME -> ScalarText.time((Integer) value);
      case TIMESTAMP -> ScalarText.timestamp((Long) value);
      case TIMESTAMP_LTZ -> ScalarText.instant((Long) value);
      case BYTES -> Base64.getEncoder().encodeToString((byte[]) value);
    };
  }
}
