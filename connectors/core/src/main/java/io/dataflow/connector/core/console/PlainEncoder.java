package io.dataflow.connector.core.console;

import io.dataflow.connector.RowEncoder;
import io.dataflow.function.json.ValueText;
import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Encodes a row as one line of columns or of {@code name=value} pairs, for people only. */
final class PlainEncoder implements RowEncoder {
  private static final long serialVersionUID = 1L;
  private static final int WIDTH = 20;

  private final RecordSchema schema;
  private final boolean columns;

  PlainEncoder(RecordSchema schema, boolean columns) {
    this.schema = schema;
    this.columns = columns;
  }

  @Override
  public byte[] encode(Row row) {
    StringBuilder line = new StringBuilder();
    List<Field> fields = schema.fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      String text =
          row.get(i) == null ? "NULL" : ValueText.of(field.name(), field.type(), row.get(i));
      String oneLine = text.replace("\r", "\\r").replace("\n", "\\n");
      if (i > 0) {
        line.append(columns ? " | " : " ");
      }
      if (columns) {
        appendColumn(line, oneLine, i == fields.size() - 1);
      } else {
        line.append(field.name()).append('=').append(oneLine);
      }
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void appendColumn(StringBuilder line, String text, boolean last) {
    if (text.length() > WIDTH) {
      line.append(text, 0, WIDTH - 3).append("...");
    } else {
      line.append(text).append(last ? "" : " ".repeat(WIDTH - text.length()));
    }
  }
}
