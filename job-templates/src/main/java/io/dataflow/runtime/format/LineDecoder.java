package io.dataflow.runtime.format;

import io.dataflow.record.Row;

/** Decodes records that are one line each, ended by LF or CR LF. */
abstract sealed class LineDecoder implements RowDecoder permits JsonDecoder, TextDecoder {
  @Override
  public final Row decodeRecord(byte[] bytes, int from, int to) {
    return decodeLine(bytes, from, ByteSearch.withoutLineBreak(bytes, from, to));
  }

  /** The row of a line without its line break, or null for a line that means nothing. */
  abstract Row decodeLine(byte[] line, int from, int to);
}
