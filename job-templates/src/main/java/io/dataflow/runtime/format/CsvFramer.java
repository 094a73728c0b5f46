package io.dataflow.runtime.format;

/** Records are lines, but for line breaks within quotes. */
final class CsvFramer extends RecordFramer {
  private final CsvTokenizer tokens;
  private final byte quote;
  private final long quotes;

  CsvFramer(CsvDialect dialect) {
    this.tokens = new CsvTokenizer(dialect);
    this.quote = (byte) dialect.quote();
    this.quotes = ByteSearch.repeated(quote);
  }

  @Override
  public int end(byte[] bytes, int from, int limit, boolean endOfInput) {
    int at = ByteSearch.lineFeedOr(quote, quotes, bytes, from, limit);
    if (at < limit && bytes[at] == quote) {
      // Whether it opens a value only those before it can tell.
      int end = tokens.scan(bytes, from, limit, endOfInput);
      return ended(end, tokens.lines());
    }
    return lineEnd(at, limit, endOfInput);
  }
}
