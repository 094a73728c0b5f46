package io.dataflow.runtime.format;

import io.dataflow.record.Row;

/** Decodes records that are one line each, ended by LF or CR LF. */
abstract sealed class LineDecoder implements RowDecoder permits JsonDecoder, TextDecoder {
  private byte[] bytes;
  private int start;
  private int end;
  private int lines;

  @Override
  public final int frame(byte[] input, int from, int limit, boolean endOfInput) {
    int at = ByteSearch.lineFeed(input, from, limit);
    if (at == limit && !endOfInput) {
      return MORE;
    }
    bytes = input;
    start = from;
    end = at > from && input[at - 1] == '\r' ? at - 1 : at;
    lines = at < limit ? 1 : 0;
    return at < limit ? at + 1 : limit;
  }

  @Override
  public final int framedLines() {
    return lines;
  }

  @Override
  public final Row decodeFramed() {
    return decodeLine(bytes, start, end);
  }

  /** The row of a line without its line break, or null for a line that means nothing. */
  abstract Row decodeLine(byte[] line, int from, int to);
}
