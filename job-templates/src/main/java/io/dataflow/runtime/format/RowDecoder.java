package io.dataflow.runtime.format;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;

/**
 * Takes rows out of the bytes of records, only the fields that are needed. For one thread; nothing
 * of a row refers to the bytes.
 */
public sealed interface RowDecoder permits CsvDecoder, CsvTextDecoder, LineDecoder {
  /**
   * The row of a record as a {@link RecordFramer} found it, with its line break; null for a blank
   * line that means nothing.
   *
   * @throws DataException if it cannot be decoded
   */
  Row decodeRecord(byte[] bytes, int from, int to);

  /** The row of a message that is one record. */
  default Row decode(byte[] bytes, int from, int to) {
    Row row = decodeRecord(bytes, from, to);
    if (row == null) {
      throw new DataException(ErrorCode.DECODE_ERROR, "the record is empty");
    }
    return row;
  }

  /** Whether the first record of a file names the columns and has to be given to {@link #bind}. */
  default boolean needsHeader() {
    return false;
  }

  /**
   * Takes a record as the file's header.
   *
   * @throws DataException if a column of the schema is missing
   */
  default void bind(byte[] bytes, int from, int to) {}
}
