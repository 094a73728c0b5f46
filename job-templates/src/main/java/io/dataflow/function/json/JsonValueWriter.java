package io.dataflow.function.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Writes values as JSON, as the format JSON reads them. */
public final class JsonValueWriter {
  private final JsonGenerator generator;
  private final boolean strict;

  private JsonValueWriter(JsonGenerator generator, boolean strict) {
    this.generator = generator;
    this.strict = strict;
  }

  /** Refuses what JSON does not have. */
  public static JsonValueWriter strict(JsonGenerator generator) {
    return new JsonValueWriter(generator, true);
  }

  /** Writes what JSON does not have as text: for people, and where nothing may fail. */
  public static JsonValueWriter lenient(JsonGenerator generator) {
    return new JsonValueWriter(generator, false);
  }

  public void object(RecordSchema fields, Object[] values) throws IOException {
    generator.writeStartObject();
    List<Field> all = fields.fields();
    for (int i = 0; i < values.length; i++) {
      generator.writeFieldName(all.get(i).name());
      value(all.get(i).name(), all.get(i).type(), values[i]);
    }
    generator.writeEndObject();
  }

  public void value(String name, FieldType type, Object value) throws IOException {
    if (value == null) {
      generator.writeNull();
      return;
    }
    if (type instanceof FieldType.Scalar scalar) {
      scalar(name, scalar.kind(), value);
    } else if (type instanceof FieldType.Decimal) {
      generator.writeNumber((BigDecimal) value);
    } else if (type instanceof FieldType.Nested nested) {
      object(nested.schema(), (Object[]) value);
    } else if (type instanceof FieldType.Array array) {
      generator.writeStartArray();
      for (Object element : (Object[]) value) {
        value(name, array.element(), element);
      }
      generator.writeEndArray();
    } else {
      entries(name, (FieldType.Dictionary) type, (Map<?, ?>) value);
    }
  }

  private void entries(String name, FieldType.Dictionary type, Map<?, ?> entries)
      throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      Object key = entry.getKey();
      generator.writeFieldName(
          key == null && !strict ? "null" : ValueText.of(name, type.key(), key));
      value(name, type.value(), entry.getValue());
    }
    generator.writeEndObject();
  }

  private void scalar(String name, ScalarKind kind, Object value) throws IOException {
    switch (kind) {
      case STRING -> generator.writeString((String) value);
      case BOOLEAN -> generator.writeBoolean((Boolean) value);
      case TINYINT, SMALLINT, INT -> generator.writeNumber(((Number) value).intValue());
      case BIGINT -> generator.writeNumber((Long) value);
      case FLOAT -> {
        if (isNumber(name, (Float) value)) {
          generator.writeNumber((Float) value);
        }
      }
      case DOUBLE -> {
        if (isNumber(name, (Double) value)) {
          generator.writeNumber((Double) value);
        }
      }
      case BYTES -> generator.writeBinary((byte[]) value);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          generator.writeString(ValueText.scalar(kind, value));
    }
  }

  /** Whether it remains to be written; what is none is refused, or written as text. */
  private boolean isNumber(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      return true;
    }
    if (strict) {
      throw new DataException(
          ErrorCode.ENCODE_ERROR, "JSON has no " + value + " (field " + name + ")");
    }
    generator.writeString(Double.toString(value));
    return false;
  }
}
