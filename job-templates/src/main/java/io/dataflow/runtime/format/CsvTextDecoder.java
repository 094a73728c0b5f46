package io.dataflow.runtime.format;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.List;

/** Decodes csv of columns that are not known before: every value as text. */
final class CsvTextDecoder implements RowDecoder {
  private final CsvDecoder decoder;
  private List<String> names;

  CsvTextDecoder(CsvDialect dialect, Charset charset) {
    RecordSchema none = new RecordSchema(List.of());
    this.decoder = new CsvDecoder(dialect, charset, none, none);
  }

  /** The columns, once a header or a record was read. */
  List<String> names() {
    return names;
  }

  @Override
  public boolean needsHeader() {
    return decoder.needsHeader();
  }

  @Override
  public void bind(byte[] bytes, int from, int to) {
    names = CsvDecoder.columnNames(decoder.texts(bytes, from, to));
  }

  @Override
  public Row decodeRecord(byte[] bytes, int from, int to) {
    List<String> texts = decoder.texts(bytes, from, to);
    if (names == null) {
      names = CsvDecoder.columnNames(Collections.nCopies(texts.size(), null));
    }
    if (texts.size() != names.size()) {
      if (texts.size() == 1 && texts.get(0) == null) {
        return null;
      }
      throw new DataException(ErrorCode.DECODE_ERROR, "the record has " + texts.size() + " values");
    }
    return Row.of(texts.toArray());
  }
}
