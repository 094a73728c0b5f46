package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.util.Locale;

/** Functions on texts. A character is a code point; positions start with 1. */
public final class Text {
  /** So that one record cannot fill the heap. */
  static final int MAX_LENGTH = 1 << 20;

  private Text() {}

  public static String concat(String a, String b) {
    return a.concat(b);
  }

  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The first letter of each word upper-case, the others lower-case. */
  public static String initcap(String text) {
    StringBuilder result = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      result.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = Character.isLetterOrDigit(c);
    }
    return result.toString();
  }

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  public static String trim(String text) {
    return trim(text, " ");
  }

  /** Without the characters of a set at both ends. */
  public static String trim(String text, String set) {
    return ltrim(rtrim(text, set), set);
  }

  public static String ltrim(String text) {
    return ltrim(text, " ");
  }

  public static String ltrim(String text, String set) {
    int start = 0;
    while (start < text.length() && set.indexOf(text.codePointAt(start)) >= 0) {
      start += Character.charCount(text.codePointAt(start));
    }
    return text.substring(start);
  }

  public static String rtrim(String text) {
    return rtrim(text, " ");
  }

  public static String rtrim(String text, String set) {
    int end = text.length();
    while (end > 0 && set.indexOf(text.codePointBefore(end)) >= 0) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    return text.substring(0, end);
  }

  public static String substring(String text, long start) {
    return slice(text, start, Long.MAX_VALUE);
  }

  /** As the SQL standard has it: positions before 1 count towards the length. */
  public static String substring(String text, long start, long length) {
    if (length < 0) {
      throw new DataException(ErrorCode.FUNCTION_ERROR, "SUBSTRING of negative length " + length);
    }
    long end = start > 0 && length > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + length;
    return slice(text, start, end);
  }

  private static String slice(String text, long start, long end) {
    int length = length(text);
    int from = (int) Math.min(length, Math.max(0, start - 1));
    int to = (int) Math.min(length, Math.max(from, end - 1));
    if (length == text.length()) {
      return text.substring(from, to);
    }
    int first = text.offsetByCodePoints(0, from);
    return text.substring(first, text.offsetByCodePoints(first, to - from));
  }

  public static String left(String text, long length) {
    return slice(text, 1, Math.max(0, Math.min(length, MAX_LENGTH)) + 1);
  }

  public static String right(String text, long length) {
    return slice(
        text, length(text) - Math.max(0, Math.min(length, length(text))) + 1, Long.MAX_VALUE);
  }

  /** Position of the first occurrence, 0 if there is none. */
  public static int position(String part, String text) {
    int index = text.indexOf(part);
    return index < 0 ? 0 : text.codePointCount(0, index) + 1;
  }

  /** An empty part to replace leaves the text as it is. */
  public static String replace(String text, String part, String replacement) {
    if (part.isEmpty()) {
      return text;
    }
    if (replacement.length() > part.length()) {
      long most = (long) text.length() / part.length() * replacement.length();
      if (most > Integer.MAX_VALUE / 2) {
        throw tooLong("REPLACE");
      }
    }
    return text.replace(part, replacement);
  }

  public static String reverse(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  public static String repeat(String text, long times) {
    if (times <= 0 || text.isEmpty()) {
      return "";
    }
    if (times > MAX_LENGTH / text.length()) {
      throw tooLong("REPEAT");
    }
    return text.repeat((int) times);
  }

  public static String lpad(String text, long length, String filler) {
    return pad("LPAD", text, length, filler, true);
  }

  public static String rpad(String text, long length, String filler) {
    return pad("RPAD", text, length, filler, false);
  }

  public static String lpad(String text, long length) {
    return lpad(text, length, " ");
  }

  public static String rpad(String text, long length) {
    return rpad(text, length, " ");
  }

  private static String pad(
      String function, String text, long length, String filler, boolean before) {
    if (length > MAX_LENGTH) {
      throw tooLong(function);
    }
    long missing = length - length(text);
    if (missing <= 0 || filler.isEmpty()) {
      return left(text, length);
    }
    String padding = left(filler.repeat((int) (missing / length(filler)) + 1), missing);
    return before ? padding + text : text + padding;
  }

  public static boolean startsWith(String text, String part) {
    return text.startsWith(part);
  }

  public static boolean endsWith(String text, String part) {
    return text.endsWith(part);
  }

  public static boolean contains(String text, String part) {
    return text.contains(part);
  }

  private static DataException tooLong(String function) {
    return new DataException(
        ErrorCode.FUNCTION_ERROR,
        function + " would make a text of more than " + MAX_LENGTH + " characters");
  }
}
