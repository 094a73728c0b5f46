package io.dataflow.runtime.format;

import io.dataflow.error.DataException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the JSON that most lines are, straight from bytes: an object whose members are strings
 * without escapes, numbers, truth values and null. What is anything else, or not valid, it leaves
 * to the parser, which then gives the same values or says what is wrong.
 *
 * <p>Members mostly come in the same order in every line: each place remembers the name that stood
 * there before, so that names are compared and not looked up.
 */
final class PlainJsonReader {
  private static final int NOT_PLAIN = -1;
  private static final int MAX_MEMBERS = 256;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_STRING = 1 << 20;
  private static final long QUOTES = ByteSearch.repeated('"');
  private static final long BACKSLASHES = ByteSearch.repeated('\\');
  private static final long BLANKS = ByteSearch.repeated(' ');

  private final JsonObjectReader fields;
  private byte[][] names = new byte[16][];
  private int[] positions = new int[16];

  // Of the token that was scanned last.
  private boolean ascii;
  private boolean whole;

  private int unknown;

  PlainJsonReader(JsonObjectReader fields) {
    this.fields = fields;
  }

  /**
   * The values of the fields, or null where the line is not that plain.
   *
   * @param from where the opening brace stands
   * @throws DataException if a value is not of its type
   */
  Object[] read(byte[] line, int from, int to) {
    Object[] values = fields.newValues();
    unknown = 0;
    int at = skipBlanks(line, from + 1, to);
    if (at < to && line[at] == '}') {
      return skipBlanks(line, at + 1, to) == to ? fields.complete(values) : null;
    }
    for (int member = 0; member < MAX_MEMBERS; member++) {
      if (at >= to || line[at] != '"') {
        return null;
      }
      at = name(member, line, at + 1, to);
      if (at < 0) {
        return null;
      }
      at = skipBlanks(line, at, to);
      if (at >= to || line[at] != ':') {
        return null;
      }
      at = value(positions[member], values, line, skipBlanks(line, at + 1, to), to);
      if (at < 0) {
        return null;
      }
      unknown += positions[member] == JsonObjectReader.UNKNOWN ? 1 : 0;
      at = skipBlanks(line, at, to);
      if (at < to && line[at] == '}') {
        return skipBlanks(line, at + 1, to) == to ? fields.complete(values) : null;
      }
      if (at >= to || line[at] != ',') {
        return null;
      }
      at = skipBlanks(line, at + 1, to);
    }
    return null;
  }

  /** How many members of the object that was read last the schema does not name. */
  int unknown() {
    return unknown;
  }

  /** Finds out which field the member is; the position behind the name's quote. */
  private int name(int member, byte[] line, int from, int to) {
    if (member == names.length) {
      names = Arrays.copyOf(names, member * 2);
      positions = Arrays.copyOf(positions, member * 2);
    }
    byte[] before = names[member];
    if (before != null) {
      int end = from + before.length;
      if (end < to
          && line[end] == '"'
          && Arrays.equals(line, from, end, before, 0, before.length)) {
        return end + 1;
      }
    }
    int end = stringEnd(line, from, to);
    if (end < 0 || !ascii) {
      return NOT_PLAIN;
    }
    names[member] = Arrays.copyOfRange(line, from, end);
    positions[member] =
        fields.position(new String(line, from, end - from, StandardCharsets.US_ASCII));
    return end + 1;
  }

  /** Reads a value, or passes over it where the position is negative; the position behind it. */
  private int value(int position, Object[] values, byte[] line, int from, int to) {
    if (from >= to) {
      return NOT_PLAIN;
    }
    JsonValueReader reader = position < 0 ? null : fields.reader(position);
    if (reader != null && !reader.isScalar()) {
      return NOT_PLAIN;
    }
    byte first = line[from];
    if (first == '"') {
      int end = stringEnd(line, from + 1, to);
      if (end < 0 || (!ascii && !isText(line, from + 1, end))) {
        return NOT_PLAIN;
      }
      if (reader != null) {
        values[position] = reader.quoted(line, from + 1, end);
      }
      return end + 1;
    }
    if (first == '-' || (first >= '0' && first <= '9')) {
      int end = numberEnd(line, from, to);
      if (end >= 0 && reader != null) {
        values[position] = reader.number(line, from, end, whole);
      }
      return end;
    }
    return word(position, reader, values, line, from, to);
  }

  private static int word(
      int position, JsonValueReader reader, Object[] values, byte[] line, int from, int to) {
    String word =
        switch (line[from]) {
          case 't' -> "true";
          case 'f' -> "false";
          case 'n' -> "null";
          default -> "";
        };
    int end = from + word.length();
    if (end == from || end >= to || !isWord(word, line, from) || !endsToken(line[end])) {
      return NOT_PLAIN;
    }
    if (reader != null) {
      values[position] = line[from] == 'n' ? reader.none() : reader.truth(line, from, end);
    }
    return end;
  }

  private static boolean isWord(String word, byte[] line, int from) {
    for (int i = 0; i < word.length(); i++) {
      if (line[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsToken(byte c) {
    return c == ',' || c == '}' || isBlank(c);
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  }

  private static int skipBlanks(byte[] line, int from, int to) {
    int at = from;
    while (at < to && isBlank(line[at])) {
      at++;
    }
    return at;
  }

  /** The closing quote. */
  private int stringEnd(byte[] line, int from, int to) {
    long beyondAscii = 0;
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = ByteSearch.word(line, at);
      long marks =
          ByteSearch.matches(word, QUOTES)
              | ByteSearch.matches(word, BACKSLASHES)
              | ByteSearch.below(word, BLANKS);
      if (marks != 0) {
        beyondAscii |= word & (Long.lowestOneBit(marks) - 1) & ByteSearch.TOP_BITS;
        at += ByteSearch.before(marks);
        ascii = beyondAscii == 0;
        return line[at] == '"' && at - from <= MAX_STRING ? at : NOT_PLAIN;
      }
      beyondAscii |= word & ByteSearch.TOP_BITS;
    }
    for (; at < to; at++) {
      byte c = line[at];
      if (c == '"') {
        ascii = beyondAscii == 0;
        return at - from <= MAX_STRING ? at : NOT_PLAIN;
      }
      if (c == '\\' || (c >= 0 && c < ' ')) {
        return NOT_PLAIN;
      }
      beyondAscii |= c & 0x80;
    }
    return NOT_PLAIN;
  }

  private static boolean isText(byte[] line, int from, int to) {
    try {
      TextCodec.decode(line, from, to, StandardCharsets.UTF_8);
      return true;
    } catch (DataException e) {
      return false;
    }
  }

  /** Behind a number as JSON writes it. */
  private int numberEnd(byte[] line, int from, int to) {
    int start = line[from] == '-' ? from + 1 : from;
    int at = digits(line, start, to);
    if (at == start || (line[start] == '0' && at > start + 1)) {
      return NOT_PLAIN;
    }
    int integer = at;
    if (at < to && line[at] == '.') {
      int fraction = at + 1;
      at = digits(line, fraction, to);
      if (at == fraction) {
        return NOT_PLAIN;
      }
    }
    if (at < to && (line[at] == 'e' || line[at] == 'E')) {
      int exponent = at + 1;
      if (exponent < to && (line[exponent] == '+' || line[exponent] == '-')) {
        exponent++;
      }
      at = digits(line, exponent, to);
      if (at == exponent) {
        return NOT_PLAIN;
      }
    }
    whole = at == integer;
    return at < to && endsToken(line[at]) && at - from <= MAX_NUMBER ? at : NOT_PLAIN;
  }

  private static int digits(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] >= '0' && line[at] <= '9') {
      at++;
    }
    return at;
  }
}
