package io.dataflow.runtime.format;

/** Records are lines, but for line breaks within quotes. */
final class CsvFramer implements RecordFramer {
  private final CsvTokenizer tokens;
  private final byte quote;
  private final long quotes;
  private int lines;

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
      lines = tokens.lines();
      return end;
    }
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
