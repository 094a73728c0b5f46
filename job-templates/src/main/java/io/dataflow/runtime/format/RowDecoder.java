package io.dataflow.runtime.format;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.record.Row;

/**
 * Takes rows out of bytes, only the fields that are needed. A message that is one record is read
 * with {@link #decode}; a stream of records is cut with {@link #frame} and each record then read
 * with {@link #decodeFramed}. For one thread; nothing of a row refers to the bytes.
 */
public sealed interface RowDecoder permits CsvDecoder, CsvTextDecoder, LineDecoder {
  /** {@link #frame} needs more bytes to find the end. */
  int MORE = -1;

  /** A quote is still open at the end of the input. */
  int UNCLOSED = -2;

  /**
   * Finds the end of the record that begins at {@code from}.
   *
   * @param endOfInput whether nothing follows behind {@code limit}
   * @return the position behind the record and its line break, or {@link #MORE} (never at the end
   *     of the input), or {@link #UNCLOSED}
   */
  int frame(byte[] bytes, int from, int limit, boolean endOfInput);

  /** How many line breaks the framed record holds. */
  int framedLines();

  /**
   * The record that was framed last, while its bytes still stand where they stood; null for a blank
   * line that means nothing.
   *
   * @throws DataException if it cannot be decoded
   */
  Row decodeFramed();

  /** Whether the first record of a file names the columns and has to be given to {@link #bind}. */
  default boolean needsHeader() {
    return false;
  }

  /**
   * Takes the framed record as the file's header.
   *
   * @throws DataException if a column of the schema is missing
   */
  default void bind() {}

  /** The row of a message that is one record. */
  default Row decode(byte[] bytes, int from, int to) {
    int end = frame(bytes, from, to, true);
    if (end == UNCLOSED) {
      throw new DataException(ErrorCode.DECODE_ERROR, "a quote is not closed");
    }
    if (end != to) {
      throw new DataException(ErrorCode.DECODE_ERROR, "more than one record");
    }
    Row row = decodeFramed();
    if (row == null) {
      throw new DataException(ErrorCode.DECODE_ERROR, "the record is empty");
    }
    return row;
  }
}
