package io.dataflow.runtime.format;

/** Finds where records end in a stream of bytes; looks into values no further. For one thread. */
public abstract sealed class RecordFramer permits CsvFramer, LineFramer {
  /** {@link #end} needs more bytes to find the end. */
  public static final int MORE = -1;

  /** A quote is still open at the end of the input. */
  public static final int UNCLOSED = -2;

  private int lines;

  /**
   * Finds the end of the record that begins at {@code from}, before {@code limit}.
   *
   * @param endOfInput whether nothing follows behind {@code limit}
   * @return the position behind the record and its line break, or {@link #MORE} (never at the end
   *     of the input), or {@link #UNCLOSED}
   */
  public abstract int end(byte[] bytes, int from, int limit, boolean endOfInput);

  /** How many line breaks the record holds whose end was found last. */
  public final int lines() {
    return lines;
  }

  /** The end of a record that is one line. */
  final int lineEnd(int lineFeed, int limit, boolean endOfInput) {
    if (lineFeed == limit) {
      return endOfInput ? ended(limit, 0) : MORE;
    }
    return ended(lineFeed + 1, 1);
  }

  final int ended(int end, int newLines) {
    lines = newLines;
    return end;
  }
}
