package io.dataflow.runtime.format;

import io.dataflow.connector.RowEncoder;
import io.dataflow.function.json.ValueText;
import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.List;

/**
 * Encodes a row as csv: NULL is an unquoted empty value, the empty string {@code ""}; text is
 * quoted where it has to be, arrays, maps and rows are JSON.
 */
final class CsvEncoder implements RowEncoder {
  private static final long serialVersionUID = 1L;

  private final CsvDialect dialect;
  private final RecordSchema schema;
  private transient StringBuilder line;

  CsvEncoder(CsvDialect dialect, RecordSchema schema) {
    this.dialect = dialect;
    this.schema = schema;
  }

  /** The line that names the columns. */
  static byte[] header(CsvDialect dialect, RecordSchema schema) {
    CsvEncoder encoder = new CsvEncoder(dialect, schema);
    encoder.line = new StringBuilder();
    for (String name : schema.names()) {
      encoder.separate();
      encoder.text(name);
    }
    return TextCodec.encode(encoder.line.toString());
  }

  @Override
  public byte[] encode(Row row) {
    if (line == null) {
      line = new StringBuilder(128);
    }
    line.setLength(0);
    List<Field> fields = schema.fields();
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        line.append(dialect.delimiter());
      }
      Object value = row.get(i);
      if (value != null) {
        value(fields.get(i), value);
      }
    }
    return TextCodec.encode(line.toString());
  }

  private void value(Field field, Object value) {
    if (field.type() instanceof FieldType.Scalar scalar) {
      switch (scalar.kind()) {
        case INT -> line.append((int) (Integer) value);
        case BIGINT -> line.append((long) (Long) value);
        default -> text(ValueText.scalar(scalar.kind(), value));
      }
    } else {
      text(ValueText.of(field.name(), field.type(), value));
    }
  }

  private void separate() {
    if (line.length() > 0) {
      line.append(dialect.delimiter());
    }
  }

  private void text(String text) {
    if (!needsQuotes(text)) {
      line.append(text);
      return;
    }
    char quote = dialect.quote();
    line.append(quote);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == quote || (c == dialect.escape() && c != 0)) {
        line.append(c == quote ? quote : dialect.escape());
      }
      line.append(c);
    }
    line.append(quote);
  }

  private boolean needsQuotes(String text) {
    if (text.isEmpty() || text.equals(dialect.nullText())) {
      return true;
    }
    if (isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1))) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == dialect.delimiter() || c == dialect.quote() || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
