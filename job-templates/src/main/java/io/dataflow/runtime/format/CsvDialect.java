package io.dataflow.runtime.format;

import java.io.Serializable;

/**
 * How csv is written, RFC 4180 with two liberties: lines end with LF or CR LF, also mixed, and
 * blanks around an unquoted value or around the quotes do not count.
 *
 * @param delimiter one ASCII character
 * @param quote one ASCII character; a doubled one within quotes stands for itself
 * @param escape an ASCII character that takes the one behind it literally, within quotes; 0: none
 * @param header whether the first line names the columns
 * @param nullText an unquoted value that means NULL, beside the empty one, which always does; empty
 *     where there is none
 */
public record CsvDialect(char delimiter, char quote, char escape, boolean header, String nullText)
    implements Serializable {
  public static final CsvDialect RFC_4180 = new CsvDialect(',', '"', '\0', true, "");

  public CsvDialect {
    if (delimiter == quote || delimiter == escape || !isUsable(delimiter) || !isUsable(quote)) {
      throw new IllegalArgumentException(
          "delimiter and quote are two ASCII characters, no letters, digits, signs or line breaks");
    }
  }

  /** Whether a character can be a delimiter or a quote: ASCII, and part of no number. */
  public static boolean isUsable(char c) {
    return c > 0 && c < 128 && !Character.isLetterOrDigit(c) && "\r\n+-.".indexOf(c) < 0;
  }

  public CsvDialect withHeader(boolean newHeader) {
    return new CsvDialect(delimiter, quote, escape, newHeader, nullText);
  }
}
