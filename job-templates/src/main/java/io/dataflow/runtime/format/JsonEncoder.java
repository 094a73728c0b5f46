package io.dataflow.runtime.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dataflow.connector.RowEncoder;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Encodes a row as a JSON object, NULL as {@code null}: every field is there. Numbers are numbers,
 * dates and times ISO 8601 text, bytes Base64, map keys text.
 */
public final class JsonEncoder implements RowEncoder {
  private static final long serialVersionUID = 1L;

  private final RecordSchema schema;
  private final boolean indented;
  private transient ByteArrayOutputStream buffer;
  private transient JsonGenerator generator;

  /**
   * @param indented over several lines, for people
   */
  public JsonEncoder(RecordSchema schema, boolean indented) {
    this.schema = schema;
    this.indented = indented;
  }

  @Override
  public byte[] encode(Row row) {
    return write(() -> object(schema, row.values()));
  }

  /** A single value as JSON text. */
  static String text(String name, FieldType type, Object value) {
    JsonEncoder encoder = new JsonEncoder(new RecordSchema(List.of()), false);
    return new String(
        encoder.write(() -> encoder.value(name, type, value)), StandardCharsets.UTF_8);
  }

  /** Something that writes to the generator. */
  private interface Writing {
    void run() throws IOException;
  }

  private byte[] write(Writing writing) {
    try {
      open();
      writing.run();
      generator.flush();
      return buffer.toByteArray();
    } catch (IOException e) {
      // The generator stands somewhere within the record now.
      generator = null;
      throw new DataException(ErrorCode.ENCODE_ERROR, "cannot be written as JSON: " + message(e));
    } catch (DataException e) {
      generator = null;
      throw e;
    }
  }

  private static String message(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private void open() throws IOException {
    if (generator == null) {
      buffer = new ByteArrayOutputStream(256);
      generator = Json.generator(buffer);
      generator.setRootValueSeparator(null);
      if (indented) {
        generator.useDefaultPrettyPrinter();
        generator.setRootValueSeparator(null);
      }
    }
    buffer.reset();
  }

  private void object(RecordSchema fields, Object[] values) throws IOException {
    generator.writeStartObject();
    List<Field> all = fields.fields();
    for (int i = 0; i < values.length; i++) {
      generator.writeFieldName(all.get(i).name());
      value(all.get(i).name(), all.get(i).type(), values[i]);
    }
    generator.writeEndObject();
  }

  private void value(String name, FieldType type, Object value) throws IOException {
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
      generator.writeFieldName(ValueText.of(name, type.key(), entry.getKey()));
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
        requireFinite(name, (Float) value);
        generator.writeNumber((Float) value);
      }
      case DOUBLE -> {
        requireFinite(name, (Double) value);
        generator.writeNumber((Double) value);
      }
      case BYTES -> generator.writeBinary((byte[]) value);
      case DATE, TIME, TIMESTAMP, TIMESTAMP_LTZ ->
          generator.writeString(ValueText.scalar(kind, value));
    }
  }

  private static void requireFinite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new DataException(
          ErrorCode.ENCODE_ERROR, "JSON has no " + value + " (field " + name + ")");
    }
  }
}
