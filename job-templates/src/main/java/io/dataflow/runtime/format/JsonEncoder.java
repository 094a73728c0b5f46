package io.dataflow.runtime.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dataflow.connector.RowEncoder;
import io.dataflow.error.DataException;
import io.dataflow.function.json.Json;
import io.dataflow.function.json.JsonValueWriter;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

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
    try {
      open();
      JsonValueWriter.strict(generator).object(schema, row.values());
      generator.flush();
      return buffer.toByteArray();
    } catch (IOException e) {
      // The generator stands somewhere within the record now.
      generator = null;
      throw Json.unwritable(e);
    } catch (DataException e) {
      generator = null;
      throw e;
    }
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
}
