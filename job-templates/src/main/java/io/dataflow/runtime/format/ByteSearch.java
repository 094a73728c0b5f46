package io.dataflow.runtime.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for bytes eight at a time, within a long whose lowest byte comes first. What the methods
 * find is marked by the top bit of its byte; above the first mark there may be false ones.
 */
public final class ByteSearch {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;

  /** The bit of each byte that ASCII does not use. */
  static final long TOP_BITS = 0x8080_8080_8080_8080L;

  /** Added to a byte it reaches the top bit from 10 on. */
  private static final long ABOVE_NINE = repeated(0x80 - 10);

  private static final long ZEROS = repeated('0');

  /** {@code 00:00:00}. */
  private static final long EMPTY_TIME = 0x3030_3A30_303A_3030L;

  /** The places of the two colons in it. */
  private static final long COLONS = 0x0000_FF00_00FF_0000L;

  /** Every fourth byte. */
  private static final long PAIRS = 0x0000_00FF_0000_00FFL;

  private static final long LINE_FEEDS = repeated('\n');

  private ByteSearch() {}

  /** The byte in all eight places. */
  static long repeated(int value) {
    return (value & 0xFF) * ONES;
  }

  /** The eight bytes from {@code at} on. */
  static long word(byte[] bytes, int at) {
    return (long) WORDS.get(bytes, at);
  }

  static long matches(long word, long repeated) {
    long difference = word ^ repeated;
    return (difference - ONES) & ~difference & TOP_BITS;
  }

  /** The same without false marks: every mark is one. */
  static long allMatches(long word, long repeated) {
    long difference = word ^ repeated;
    return ~(((difference & ~TOP_BITS) + ~TOP_BITS) | difference | ~TOP_BITS);
  }

  /** Bytes below {@code repeated}, whose value is at most 0x80; no byte from 0x80 on. */
  static long below(long word, long repeated) {
    return (word - repeated) & ~word & TOP_BITS;
  }

  /** How many bytes stand before the first mark; only where there is one. */
  static int before(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /** Where a record ends that may have a line break, LF or CR LF, behind it. */
  public static int withoutLineBreak(byte[] bytes, int from, int to) {
    int end = to > from && bytes[to - 1] == '\n' ? to - 1 : to;
    return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  /** Whether all eight bytes are below 10. */
  private static boolean areDigits(long values) {
    return ((values | (values + ABOVE_NINE)) & TOP_BITS) == 0;
  }

  /**
   * The number that up to eight digits are, at least one, or -1 if they are not all digits.
   *
   * @param to behind the last digit, at least 8
   */
  static long number(byte[] bytes, int from, int to) {
    int before = (Long.BYTES - (to - from)) * Byte.SIZE;
    // What stands in front becomes zeros.
    long digits = ((word(bytes, to - Long.BYTES) ^ ZEROS) >>> before) << before;
    if (!areDigits(digits)) {
      return -1;
    }
    // Neighbours are joined: to two digits in each second byte, then four times two.
    long pairs = digits * 10 + (digits >>> 8);
    return ((pairs & PAIRS) * (100 + (1_000_000L << 32))
            + ((pairs >>> 16) & PAIRS) * (1 + (10_000L << 32)))
        >>> 32;
  }

  /**
   * Seconds of the day, of {@code hh:mm:ss} at {@code at}, or -1 if it is not that or no time of a
   * day.
   */
  static int secondOfDay(byte[] bytes, int at) {
    long parts = word(bytes, at) ^ EMPTY_TIME;
    if (!areDigits(parts) || (parts & COLONS) != 0) {
      return -1;
    }
    long pairs = parts * 10 + (parts >>> 8);
    int hour = (int) (pairs & 0xFF);
    int minute = (int) (pairs >>> 24) & 0xFF;
    int second = (int) (pairs >>> 48) & 0xFF;
    return hour < 24 && minute < 60 && second < 60 ? (hour * 60 + minute) * 60 + second : -1;
  }

  /** The first line feed, or {@code to}. */
  static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long found = matches(word(bytes, at), LINE_FEEDS);
      if (found != 0) {
        return at + before(found);
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The first line feed or other byte, or {@code to}; {@code repeated} is the other byte. */
  static int lineFeedOr(byte other, long repeated, byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long word = word(bytes, at);
      long found = matches(word, repeated) | matches(word, LINE_FEEDS);
      if (found != 0) {
        return at + before(found);
      }
    }
    while (at < to && bytes[at] != other && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
