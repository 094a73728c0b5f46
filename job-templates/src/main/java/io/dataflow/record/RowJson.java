package io.dataflow.record;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;

/**
 * A record as a JSON object, for people and dead letters: names from the schema, dates and times in
 * ISO form, bytes in base64, numbers that JSON does not have as strings.
 */
public final class RowJson {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private RowJson() {}

  public static String of(RecordSchema schema, Object[] values) {
    StringBuilder json = new StringBuilder();
    appendRecord(json, schema, values);
    return json.toString();
  }

  /** One value, which may be null. */
  public static String of(FieldType type, Object value) {
    StringBuilder json = new StringBuilder();
    append(json, type, value);
    return json.toString();
  }

  private static void appendRecord(StringBuilder json, RecordSchema schema, Object[] values) {
    json.append('{');
    for (int i = 0; i < values.length; i++) {
      Field field = schema.fields().get(i);
      if (i > 0) {
        json.append(',');
      }
      appendString(json, field.name());
      append(json.append(':'), field.type(), values[i]);
    }
    json.append('}');
  }

  private static void append(StringBuilder json, FieldType type, Object value) {
    if (value == null) {
      json.append("null");
    } else if (type instanceof FieldType.Scalar scalar) {
      appendScalar(json, scalar.kind(), value);
    } else if (type instanceof FieldType.Decimal) {
      json.append(((BigDecimal) value).toPlainString());
    } else if (type instanceof FieldType.Array array) {
      String separator = "[";
      for (Object element : (Object[]) value) {
        append(json.append(separator), array.element(), element);
        separator = ",";
      }
      json.append(separator.equals("[") ? "[]" : "]");
    } else if (type instanceof FieldType.Dictionary dictionary) {
      String separator = "{";
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
        appendString(json.append(separator), String.valueOf(entry.getKey()));
        append(json.append(':'), dictionary.value(), entry.getValue());
        separator = ",";
      }
      json.append(separator.equals("{") ? "{}" : "}");
    } else {
      appendRecord(json, ((FieldType.Nested) type).schema(), (Object[]) value);
    }
  }

  private static void appendScalar(StringBuilder json, ScalarKind kind, Object value) {
    switch (kind) {
      case BOOLEAN, TINYINT, SMALLINT, INT, BIGINT -> json.append(value);
      case FLOAT, DOUBLE -> {
        if (Double.isFinite(((Number) value).doubleValue())) {
          json.append(value);
        } else {
          appendString(json, value.toString());
        }
      }
      case STRING -> appendString(json, (String) value);
      case DATE -> appendString(json, LocalDate.ofEpochDay((Integer) value).toString());
      case TIME ->
          appendString(
              json,
              DateTimeFormatter.ISO_LOCAL_TIME.format(
                  LocalTime.ofNanoOfDay((Integer) value * NANOS_PER_MILLI)));
      case TIMESTAMP ->
          appendString(
              json,
              DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                  LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC)));
      case TIMESTAMP_LTZ -> appendString(json, Instant.ofEpochMilli((Long) value).toString());
      case BYTES -> appendString(json, Base64.getEncoder().encodeToString((byte[]) value));
    }
  }

  private static void appendString(StringBuilder json, String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> {
          if (c < 0x20 || (Character.isSurrogate(c) && !paired(text, i))) {
            json.append("\\u").append(String.format("%04x", (int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }

  private static boolean paired(String text, int index) {
    return Character.isHighSurrogate(text.charAt(index))
        ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
        : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
  }
}
