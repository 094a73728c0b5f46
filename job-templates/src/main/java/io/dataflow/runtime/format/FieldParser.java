package io.dataflow.runtime.format;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads a field's value from its text. Numbers are decimal, times are ISO 8601 (see {@link
 * TimeParser}), BYTES are Base64, and arrays, maps and rows are JSON.
 */
final class FieldParser {
  private static final int SHOWN = 64;

  private final String name;
  private final FieldType type;
  private final ScalarKind kind;
  private final int precision;
  private final int scale;
  private final Charset charset;
  private final TimestampParser timestamps = new TimestampParser();
  private JsonValueReader json;

  FieldParser(Field field, Charset charset) {
    this.name = field.name();
    this.type = field.type();
    this.kind = type instanceof FieldType.Scalar scalar ? scalar.kind() : null;
    this.precision = type instanceof FieldType.Decimal decimal ? decimal.precision() : 0;
    this.scale = type instanceof FieldType.Decimal decimal ? decimal.scale() : 0;
    this.charset = charset;
  }

  /** The null of this field. */
  Object none() {
    if (!type.nullable()) {
      throw missing(name, type);
    }
    return null;
  }

  static DataException missing(String name, FieldType type) {
    return new DataException(
        ErrorCode.NULL_NOT_ALLOWED, "field " + name + " has no value but is " + type);
  }

  Object parse(byte[] bytes, int from, int to) {
    try {
      if (kind != null) {
        return scalar(bytes, from, to);
      }
      if (precision > 0) {
        return ScalarParser.decimal(bytes, from, to, precision, scale);
      }
    } catch (NotParseable | NumberFormatException e) {
      throw notOfType(text(bytes, from, to));
    }
    return nested(TextCodec.decode(bytes, from, to, charset));
  }

  private Object scalar(byte[] bytes, int from, int to) {
    return switch (kind) {
      case STRING -> text(bytes, from, to);
      case BOOLEAN -> ScalarParser.bool(bytes, from, to);
      case TINYINT -> (byte) ScalarParser.integer(bytes, from, to, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case SMALLINT ->
          (short) ScalarParser.integer(bytes, from, to, Short.MIN_VALUE, Short.MAX_VALUE);
      case INT -> (int) ScalarParser.integer(bytes, from, to, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> ScalarParser.integer(bytes, from, to, Long.MIN_VALUE, Long.MAX_VALUE);
      case FLOAT -> ScalarParser.single(bytes, from, to);
      case DOUBLE -> ScalarParser.floating(bytes, from, to);
      case DATE -> TimeParser.date(bytes, from, to);
      case TIME -> TimeParser.time(bytes, from, to);
      case TIMESTAMP -> timestamps.parse(bytes, from, to);
      case TIMESTAMP_LTZ -> TimeParser.instant(bytes, from, to);
      case BYTES -> base64(text(bytes, from, to));
    };
  }

  private String text(byte[] bytes, int from, int to) {
    try {
      return TextCodec.decode(bytes, from, to, charset);
    } catch (DataException e) {
      throw new DataException(e.code(), e.getMessage() + " (field " + name + ")");
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new NotParseable();
    }
  }

  private Object nested(String text) {
    if (json == null) {
      json = new JsonValueReader(name, type);
    }
    return json.readWhole(text.getBytes(StandardCharsets.UTF_8));
  }

  private DataException notOfType(String text) {
    return notOfType(text, name, type);
  }

  static DataException notOfType(String text, String name, FieldType type) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    return new DataException(
        ErrorCode.DECODE_ERROR,
        "'" + shown + "' is no " + type.withNullable(true) + " (field " + name + ")");
  }
}
