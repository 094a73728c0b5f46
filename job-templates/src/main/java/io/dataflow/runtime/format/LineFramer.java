package io.dataflow.runtime.format;

/** Records are one line each, ended by LF or CR LF. */
final class LineFramer implements RecordFramer {
  private int lines;

  @Override
  public int end(byte[] bytes, int from, int limit, boolean endOfInput) {
    int at = ByteSearch.lineFeed(bytes, from, limit);
    if (at == limit && !endOfInput) {
      return MORE;
    }
    lines = at < limit ? 1 : 0;
    return at + lines;
  }

  @Override
  public int lines() {
    return lines;
  }
}
