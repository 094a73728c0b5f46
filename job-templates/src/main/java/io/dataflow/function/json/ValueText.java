package io.dataflow.function.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Values as text, as the formats read them. */
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
        : json(name, type, value);
  }

  private static String json(String name, FieldType type, Object value) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator generator = Json.generator(text)) {
      JsonValueWriter.strict(generator).value(name, type, value);
    } catch (IOException e) {
      throw Json.unwritable(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** The text of a scalar that is not null. */
  public static String scalar(ScalarKind kind, Object value) {
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
