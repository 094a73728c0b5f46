package io.dataflow.connector.core.file;

import io.dataflow.error.DataException;
import io.dataflow.record.BadRecord;
import io.dataflow.record.Row;
import io.dataflow.runtime.format.ByteSearch;
import io.dataflow.runtime.format.RowDecoder;
import java.util.Arrays;

/**
 * Decodes the records of one file and notes on each row where it stood. A record that cannot be
 * decoded is a bad row. For one thread.
 */
final class RecordDecoder {
  private final RowDecoder decoder;
  private final String place;

  /**
   * @param decoder knows the file's header
   * @param place of a record, up to the number of its line
   */
  RecordDecoder(RowDecoder decoder, String place) {
    this.decoder = decoder;
    this.place = place;
  }

  /**
   * The row of the record in {@code [from, to)}, null where it is a blank line that means nothing.
   *
   * @param line where the record begins, counted from 1
   */
  Row decode(byte[] bytes, int from, int to, long line) {
    try {
      Row row = decoder.decodeRecord(bytes, from, to);
      if (row != null) {
        row.readAt(place, line);
      }
      return row;
    } catch (DataException e) {
      int end = ByteSearch.withoutLineBreak(bytes, from, to);
      return bad(Arrays.copyOfRange(bytes, from, end), line, e);
    }
  }

  Row bad(byte[] raw, long line, DataException problem) {
    return Row.bad(new BadRecord(raw, place + line, problem.code(), problem.getMessage()));
  }
}
