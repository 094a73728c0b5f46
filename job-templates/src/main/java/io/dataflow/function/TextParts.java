package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Functions that take texts apart and put them together. A character is a code point. */
public final class TextParts {
  private TextParts() {}

  /** The parts between delimiters; every character by itself if the delimiter is empty. */
  public static Object[] split(String text, String delimiter) {
    if (delimiter.isEmpty()) {
      return text.codePoints().mapToObj(Character::toString).toArray();
    }
    List<Object> parts = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
      parts.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    parts.add(text.substring(start));
    return parts.toArray();
  }

  /** The part with this index, counted from 0, between delimiters; null if there is none. */
  public static String splitIndex(String text, String delimiter, long index) {
    if (index < 0 || delimiter.isEmpty()) {
      return null;
    }
    int start = 0;
    for (long i = 0; i < index; i++) {
      int next = find(text, delimiter, start);
      if (next < 0) {
        return null;
      }
      start = next + delimiter.length();
    }
    int end = find(text, delimiter, start);
    return end < 0 ? text.substring(start) : text.substring(start, end);
  }

  /** Most delimiters are one character, which is found faster. */
  private static int find(String text, String delimiter, int from) {
    return delimiter.length() == 1
        ? text.indexOf(delimiter.charAt(0), from)
        : text.indexOf(delimiter, from);
  }

  /** Texts that are null are left out, with their separator. */
  public static String concatWs(String separator, Object[] texts) {
    StringBuilder result = new StringBuilder();
    boolean first = true;
    for (Object text : texts) {
      if (text != null) {
        result.append(first ? "" : separator).append((String) text);
        first = false;
      }
    }
    return result.toString();
  }

  public static String overlay(String text, String replacement, long start) {
    return overlay(text, replacement, start, Text.length(replacement));
  }

  /** So many characters from a position on, replaced. */
  public static String overlay(String text, String replacement, long start, long length) {
    if (start < 1 || length < 0) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR,
          "OVERLAY takes a position from 1 and a length from 0, not " + start + " and " + length);
    }
    String behind = length > Text.length(text) ? "" : Text.substring(text, start + length);
    return Text.substring(text, 1, start - 1) + replacement + behind;
  }

  /** Each character of a set replaced by the one at the same place, or left out if none is. */
  public static String translate(String text, String from, String to) {
    int[] replacements = to.codePoints().toArray();
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int index = from.indexOf(c);
      int place = index < 0 ? -1 : from.codePointCount(0, index);
      if (index < 0) {
        result.appendCodePoint(c);
      } else if (place < replacements.length) {
        result.appendCodePoint(replacements[place]);
      }
    }
    return result.toString();
  }

  /** Position of the first occurrence from a position on, 0 if there is none. */
  public static int locate(String part, String text, long start) {
    if (start < 1 || start > text.length() + 1L) {
      return 0;
    }
    int length = Text.length(text);
    if (start > length + 1L) {
      return 0;
    }
    int index = text.indexOf(part, text.offsetByCodePoints(0, (int) start - 1));
    return index < 0 ? 0 : text.codePointCount(0, index) + 1;
  }

  public static int locate(String part, String text) {
    return Text.position(part, text);
  }

  public static int instr(String text, String part) {
    return Text.position(part, text);
  }

  /** The number of the first character, 0 if there is none. */
  public static int ascii(String text) {
    return text.isEmpty() ? 0 : text.codePointAt(0);
  }

  public static String chr(long number) {
    boolean surrogate = number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
    if (number < 1 || number > Character.MAX_CODE_POINT || surrogate) {
      throw new DataException(ErrorCode.FUNCTION_ERROR, number + " is the number of no character");
    }
    return Character.toString((int) number);
  }

  public static Map<Object, Object> toMap(String text) {
    return toMap(text, ",", "=");
  }

  /** A pair without the second delimiter has no value; of equal keys the last one stays. */
  public static Map<Object, Object> toMap(String text, String pairs, String pair) {
    Map<Object, Object> map = new LinkedHashMap<>();
    if (pairs.isEmpty() || pair.isEmpty()) {
      throw new DataException(ErrorCode.FUNCTION_ERROR, "STR_TO_MAP takes no empty delimiter");
    }
    for (Object part : text.isEmpty() ? new Object[0] : split(text, pairs)) {
      String entry = (String) part;
      int end = entry.indexOf(pair);
      if (end < 0) {
        map.put(entry, null);
      } else {
        map.put(entry.substring(0, end), entry.substring(end + pair.length()));
      }
    }
    return map;
  }

  /** What of a URL is asked for. */
  public enum UrlPart {
    PROTOCOL,
    HOST,
    PORT,
    PATH,
    QUERY,
    REF,
    AUTHORITY,
    USERINFO;

    /**
     * @throws IllegalArgumentException naming the nearest part
     */
    public static UrlPart of(String name) {
      return Words.of(UrlPart.class, name, "part of a URL");
    }
  }

  /** As written, escapes and all; null if the URL does not have the part or is none. */
  public static String parseUrl(String url, UrlPart part) {
    try {
      URI parsed = new URI(url);
      if (!parsed.isAbsolute()) {
        return null;
      }
      return switch (part) {
        case PROTOCOL -> parsed.getScheme();
        case HOST -> parsed.getHost();
        case PORT -> parsed.getPort() < 0 ? null : Integer.toString(parsed.getPort());
        case PATH -> parsed.getRawPath();
        case QUERY -> parsed.getRawQuery();
        case REF -> parsed.getRawFragment();
        case AUTHORITY -> parsed.getRawAuthority();
        case USERINFO -> parsed.getRawUserInfo();
      };
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** The value of a key of the query. */
  public static String parseUrl(String url, UrlPart part, String key) {
    String query = part == UrlPart.QUERY ? parseUrl(url, part) : null;
    if (query != null) {
      for (Object pair : split(query, "&")) {
        if (((String) pair).startsWith(key + "=")) {
          return ((String) pair).substring(key.length() + 1);
        }
      }
    }
    return null;
  }
}
