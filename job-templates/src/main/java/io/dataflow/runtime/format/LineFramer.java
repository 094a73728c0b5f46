package io.dataflow.runtime.format;

/** Records are one line each, ended by LF or CR LF. */
final class LineFramer extends RecordFramer {
  @Override
  public int end(byte[] bytes, int from, int limit, boolean endOfInput) {
    return lineEnd(ByteSearch.lineFeed(bytes, from, limit), limit, endOfInput);
  }
}
