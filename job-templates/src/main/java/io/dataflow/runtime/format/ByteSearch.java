package io.dataflow.runtime.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks for bytes eight at a time, within a long whose lowest byte comes first. What the methods
 * find is marked by the top bit of its byte; above the first mark there may be false ones.
 */
final class ByteSearch {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101_0101_0101_0101L;

  /** The bit of each byte that ASCII does not use. */
  static final long TOP_BITS = 0x8080_8080_8080_8080L;

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

  /** Bytes below {@code repeated}, whose value is at most 0x80; no byte from 0x80 on. */
  static long below(long word, long repeated) {
    return (word - repeated) & ~word & TOP_BITS;
  }

  /** How many bytes stand before the first mark; only where there is one. */
  static int before(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
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
