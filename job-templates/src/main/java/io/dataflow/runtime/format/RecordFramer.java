package io.dataflow.runtime.format;

/** Finds where records end in a stream of bytes; looks into values no further. For one thread. */
public sealed interface RecordFramer permits CsvFramer, LineFramer {
  /** {@link #end} needs more bytes to find the end. */
  int MORE = -1;

  /** A quote is still open at the end of the input. */
  int UNCLOSED = -2;

  /**
   * Finds the end of the record that begins at {@code from}, before {@code limit}.
   *
   * @param endOfInput whether nothing follows behind {@code limit}
   * @return the position behind the record and its line break, or {@link #MORE} (never at the end
   *     of the input), or {@link #UNCLOSED}
   */
  int end(byte[] bytes, int from, int limit, boolean endOfInput);

  /** How many line breaks the record holds whose end was found last. */
  int lines();
}
