package io.dataflow.runtime.format;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decodes csv. With a header, fields are found by name in whatever order the columns stand, and
 * columns that the schema does not name are passed over and counted; without one, fields are
 * columns by position. A record with more or fewer values than there are columns is an error, an
 * unquoted empty value is NULL and {@code ""} is the empty string.
 */
final class CsvDecoder implements RowDecoder {
  private final CsvDialect dialect;
  private final Charset charset;
  private final RecordSchema schema;
  private final RecordSchema projected;
  private final CsvTokenizer tokens;
  private final CsvFramer framer;
  private final FieldParser[] parsers;
  private final int[] columns;
  private final byte[] nullText;
  private int columnCount;
  private byte[] bytes;
  private byte[] scratch = new byte[64];

  CsvDecoder(CsvDialect dialect, Charset charset, RecordSchema schema, RecordSchema projected) {
    this.dialect = dialect;
    this.charset = charset;
    this.schema = schema;
    this.projected = projected;
    this.tokens = new CsvTokenizer(dialect);
    this.framer = new CsvFramer(dialect);
    this.parsers =
        projected.fields().stream()
            .map(field -> new FieldParser(field, charset))
            .toArray(FieldParser[]::new);
    this.columns = projected.names().stream().mapToInt(schema::indexOf).toArray();
    this.columnCount = schema.size();
    this.nullText = dialect.nullText().getBytes(charset);
  }

  @Override
  public boolean needsHeader() {
    return dialect.header();
  }

  @Override
  public void bind(byte[] input, int from, int to) {
    List<String> header = columnNames(texts(input, from, to));
    for (Field field : schema.fields()) {
      if (!header.contains(field.name())) {
        throw new DataException(
            ErrorCode.DECODE_ERROR,
            "there is no column '" + field.name() + "'; the header is: " + header);
      }
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i] = header.indexOf(projected.fields().get(i).name());
    }
    columnCount = header.size();
  }

  /** A header's names; a column without one is {@code field<position>}, counted from 1. */
  static List<String> columnNames(List<String> header) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String text : header) {
      String name = text == null || text.isEmpty() ? "field" + (names.size() + 1) : text;
      if (!seen.add(name)) {
        throw new DataException(
            ErrorCode.DECODE_ERROR, "two columns of the header are called '" + name + "'");
      }
      names.add(name);
    }
    return names;
  }

  /** A record's values as text, null where they are NULL. */
  List<String> texts(byte[] input, int from, int to) {
    split(input, from, to);
    List<String> texts = new ArrayList<>(tokens.count());
    for (int i = 0; i < tokens.count(); i++) {
      if (isNull(i)) {
        texts.add(null);
      } else if (tokens.kind(i) == CsvTokenizer.ESCAPED) {
        int length = unescape(i);
        texts.add(TextCodec.decode(scratch, 0, length, charset));
      } else {
        texts.add(TextCodec.decode(bytes, tokens.start(i), tokens.end(i), charset));
      }
    }
    return texts;
  }

  @Override
  public Row decodeRecord(byte[] input, int from, int to) {
    split(input, from, to);
    if (tokens.count() != columnCount) {
      if (isBlankLine()) {
        return null;
      }
      throw new DataException(
          ErrorCode.DECODE_ERROR,
          "the record has "
              + tokens.count()
              + (tokens.count() == 1 ? " value" : " values")
              + ", the columns are "
              + columnCount);
    }
    Object[] values = new Object[columns.length];
    boolean plain = nullText.length == 0 && !tokens.hasQuotes();
    for (int i = 0; i < columns.length; i++) {
      values[i] = plain ? plainValue(parsers[i], columns[i]) : value(parsers[i], columns[i]);
    }
    Row row = Row.of(values);
    row.setUnknownFields(columnCount - schema.size());
    return row;
  }

  @Override
  public Row decode(byte[] input, int from, int to) {
    int end = framer.end(input, from, to, true);
    if (end != to) {
      throw new DataException(
          ErrorCode.DECODE_ERROR,
          end == RecordFramer.UNCLOSED ? "a quote is not closed" : "more than one record");
    }
    return RowDecoder.super.decode(input, from, to);
  }

  private Object plainValue(FieldParser parser, int column) {
    int start = tokens.start(column);
    int end = tokens.end(column);
    return start == end ? parser.none() : parser.parse(bytes, start, end);
  }

  private Object value(FieldParser parser, int column) {
    if (isNull(column)) {
      return parser.none();
    }
    if (tokens.kind(column) == CsvTokenizer.ESCAPED) {
      int length = unescape(column);
      return parser.parse(scratch, 0, length);
    }
    return parser.parse(bytes, tokens.start(column), tokens.end(column));
  }

  private int unescape(int column) {
    int most = tokens.end(column) - tokens.start(column);
    if (scratch.length < most) {
      scratch = new byte[most];
    }
    return tokens.unescape(column, scratch);
  }

  private boolean isNull(int column) {
    if (tokens.kind(column) != CsvTokenizer.UNQUOTED) {
      return false;
    }
    int start = tokens.start(column);
    int end = tokens.end(column);
    return start == end
        || (nullText.length == end - start
            && Arrays.equals(bytes, start, end, nullText, 0, nullText.length));
  }

  private boolean isBlankLine() {
    return tokens.count() == 1 && isNull(0);
  }

  private void split(byte[] input, int from, int to) {
    bytes = input;
    tokens.split(input, from, to);
    if (tokens.problem() != null) {
      throw new DataException(ErrorCode.DECODE_ERROR, tokens.problem());
    }
  }
}
