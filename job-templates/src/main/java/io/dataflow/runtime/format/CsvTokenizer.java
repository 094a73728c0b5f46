package io.dataflow.runtime.format;

import java.util.Arrays;

/**
 * Finds the fields of one csv record in bytes: where it ends and where each value stands, in one
 * pass. A quote opens a quoted value only at the value's beginning, elsewhere it is a character.
 */
final class CsvTokenizer {
  static final byte UNQUOTED = 0;
  static final byte QUOTED = 1;

  /** Quoted, and some quotes or escapes within have to be resolved. */
  static final byte ESCAPED = 2;

  private final byte delimiter;

  private final long delimiters;

  private final byte quote;
  private final long quoteRepeated;
  private final int escape;

  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private byte[] kinds = new byte[16];
  private int count;
  private boolean quotes;
  private int lines;
  private String problem;

  // The scan's own state, in fields so that its parts can be methods.
  private byte[] bytes;
  private int limit;
  private boolean endOfInput;

  CsvTokenizer(CsvDialect dialect) {
    this.delimiter = (byte) dialect.delimiter();
    this.delimiters = ByteSearch.repeated(delimiter);
    this.quote = (byte) dialect.quote();
    this.quoteRepeated = ByteSearch.repeated(quote);
    this.escape = dialect.escape() == 0 ? Integer.MIN_VALUE : dialect.escape();
  }

  /**
   * Takes a record apart whose end is known.
   *
   * @param to behind the record, with or without its line break
   */
  void split(byte[] input, int from, int to) {
    if (!splitPlain(input, from, ByteSearch.withoutLineBreak(input, from, to))) {
      scan(input, from, to, true);
    }
  }

  /** Eight bytes at a time, as long as there is no quote; whether that was enough. */
  private boolean splitPlain(byte[] input, int from, int to) {
    if (to < Long.BYTES) {
      return false;
    }
    clear();
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = ByteSearch.word(input, at);
      if (ByteSearch.matches(word, quoteRepeated) != 0) {
        return false;
      }
      addEnds(at, ByteSearch.allMatches(word, delimiters));
    }
    if (at < to) {
      // The last ones are read with some of those in front, which then fall out.
      int beyond = at + Long.BYTES - to;
      long word = ByteSearch.word(input, to - Long.BYTES) >>> (beyond * Byte.SIZE);
      if (ByteSearch.matches(word, quoteRepeated) != 0) {
        return false;
      }
      addEnds(at, ByteSearch.allMatches(word, delimiters));
    }
    ends[count++] = to;
    trim(input, from);
    return true;
  }

  /** Adds the ends of values that are marked in the word at a position. */
  private void addEnds(int at, long marks) {
    if (ends.length - count <= Long.BYTES) {
      grow();
    }
    long rest = marks;
    while (rest != 0) {
      ends[count++] = at + ByteSearch.before(rest);
      rest &= rest - 1;
    }
  }

  /** Finds the beginnings of values, and takes off the blanks around them. */
  private void trim(byte[] input, int from) {
    int start = from;
    for (int i = 0; i < count; i++) {
      int end = ends[i];
      int next = end + 1;
      while (start < end && isBlank(input[start])) {
        start++;
      }
      while (end > start && isBlank(input[end - 1])) {
        end--;
      }
      starts[i] = start;
      ends[i] = end;
      kinds[i] = UNQUOTED;
      start = next;
    }
  }

  private void clear() {
    count = 0;
    quotes = false;
    lines = 0;
    problem = null;
  }

  /**
   * Scans the record that begins at {@code from}.
   *
   * @return the position behind its line break, or {@link RecordFramer#MORE}, or {@link
   *     RecordFramer#UNCLOSED}
   */
  int scan(byte[] input, int from, int end, boolean last) {
    bytes = input;
    limit = end;
    endOfInput = last;
    clear();
    int at = from;
    while (true) {
      int value = skipBlanks(at);
      int next = value < limit && bytes[value] == quote ? quoted(value + 1) : unquoted(value);
      if (next < 0) {
        return next;
      }
      if (next >= limit) {
        return limit;
      }
      if (bytes[next] == '\n') {
        lines++;
        return next + 1;
      }
      at = next + 1;
    }
  }

  /** Adds the value that begins at {@code start}; the position of what ends it. */
  private int unquoted(int start) {
    byte[] input = bytes;
    int at = ByteSearch.lineFeedOr(delimiter, delimiters, input, start, limit);
    if (at == limit && !endOfInput) {
      return RecordFramer.MORE;
    }
    int end = at;
    if (end > start && input[end - 1] == '\r' && (at == limit || input[at] == '\n')) {
      end--;
    }
    while (end > start && isBlank(input[end - 1])) {
      end--;
    }
    add(start, end, UNQUOTED);
    return at;
  }

  private int quoted(int start) {
    byte kind = QUOTED;
    quotes = true;
    int at = start;
    while (true) {
      while (at < limit && bytes[at] != quote && bytes[at] != escape) {
        if (bytes[at] == '\n') {
          lines++;
        }
        at++;
      }
      if (at >= limit) {
        return endOfInput ? RecordFramer.UNCLOSED : RecordFramer.MORE;
      }
      boolean more = at + 1 < limit;
      if (!more && !endOfInput) {
        return RecordFramer.MORE;
      }
      if (bytes[at] == quote && !(more && bytes[at + 1] == quote)) {
        break;
      }
      if (more && bytes[at + 1] == '\n') {
        lines++;
      }
      kind = ESCAPED;
      at += 2;
    }
    add(start, at, kind);
    return behindQuotes(at + 1);
  }

  private int behindQuotes(int start) {
    int at = skipBlanks(start);
    if (at < limit && bytes[at] == '\r') {
      if (at + 1 == limit) {
        return endOfInput ? limit : RecordFramer.MORE;
      }
      if (bytes[at + 1] == '\n') {
        return at + 1;
      }
    }
    if (at >= limit) {
      return endOfInput ? limit : RecordFramer.MORE;
    }
    if (bytes[at] == delimiter || bytes[at] == '\n') {
      return at;
    }
    problem =
        "value "
            + count
            + " goes on behind its closing quote (a quote within quotes is written twice)";
    while (at < limit && bytes[at] != '\n') {
      at++;
    }
    return at < limit || endOfInput ? at : RecordFramer.MORE;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (at < limit && isBlank(bytes[at])) {
      at++;
    }
    return at;
  }

  private boolean isBlank(byte c) {
    return (c == ' ' || c == '\t') && c != delimiter;
  }

  private void add(int start, int end, byte kind) {
    if (count == starts.length) {
      grow();
    }
    starts[count] = start;
    ends[count] = end;
    kinds[count++] = kind;
  }

  private void grow() {
    starts = Arrays.copyOf(starts, starts.length * 2);
    ends = Arrays.copyOf(ends, ends.length * 2);
    kinds = Arrays.copyOf(kinds, kinds.length * 2);
  }

  int count() {
    return count;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  /** Whether a value of the record is quoted. */
  boolean hasQuotes() {
    return quotes;
  }

  byte kind(int field) {
    return kinds[field];
  }

  /** How many line breaks the record holds, its own included. */
  int lines() {
    return lines;
  }

  /** What is wrong with the record's quotes, or null. */
  String problem() {
    return problem;
  }

  /** Resolves doubled quotes and escapes into {@code target}, from its beginning; the length. */
  int unescape(int field, byte[] target) {
    int length = 0;
    for (int at = starts[field]; at < ends[field]; at++) {
      if (bytes[at] == quote || bytes[at] == escape) {
        at++;
      }
      target[length++] = bytes[at];
    }
    return length;
  }
}
