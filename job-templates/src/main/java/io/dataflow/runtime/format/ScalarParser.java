package io.dataflow.runtime.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Reads scalar values from ASCII bytes without making a string of the common ones. Every method
 * takes the bytes {@code [from, to)} and throws {@link NotParseable} where they are no such value;
 * blanks are never skipped.
 */
final class ScalarParser {
  private static final int MAX_EXACT_DIGITS = 18;

  /**
   * Integers up to 2^53 and powers of ten up to 10^22 are exact doubles: one division rounds once.
   */
  private static final int MAX_DOUBLE_DIGITS = 15;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private ScalarParser() {}

  /** A whole number within the bounds, which lie around zero. */
  static long integer(byte[] bytes, int from, int to, long least, long most) {
    int length = to - from;
    if (length <= 0 || length > MAX_EXACT_DIGITS) {
      return anyInteger(bytes, from, to, least, most);
    }
    long value = digits(bytes, from, to);
    if (value < 0) {
      return anyInteger(bytes, from, to, least, most);
    }
    if (value > most) {
      throw new NotParseable();
    }
    return value;
  }

  /** The number of so many digits, or -1 if they are not all digits. */
  private static long digits(byte[] bytes, int from, int to) {
    if (to >= Long.BYTES && to - from <= Long.BYTES) {
      return ByteSearch.number(bytes, from, to);
    }
    long value = 0;
    for (int at = from; at < to; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static long anyInteger(byte[] bytes, int from, int to, long least, long most) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative || (at < to && bytes[at] == '+')) {
      at++;
    }
    if (at == to) {
      throw new NotParseable();
    }
    long value = 0;
    // Accumulated below zero, where one more value fits than above.
    for (; at < to; at++) {
      int digit = digit(bytes[at]);
      if (value < (Long.MIN_VALUE + digit) / 10) {
        throw new NotParseable();
      }
      value = value * 10 - digit;
    }
    if (!negative) {
      if (value == Long.MIN_VALUE) {
        throw new NotParseable();
      }
      value = -value;
    }
    if (value < least || value > most) {
      throw new NotParseable();
    }
    return value;
  }

  /**
   * A number of exactly this scale; digits that would be lost make it no value of the type, zeros
   * at the end do not count.
   */
  static BigDecimal decimal(byte[] bytes, int from, int to, int precision, int scale) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative || (at < to && bytes[at] == '+')) {
      at++;
    }
    long unscaled = 0;
    int digits = 0;
    int fraction = -1;
    for (; at < to; at++) {
      byte c = bytes[at];
      if (c == '.' && fraction < 0) {
        fraction = 0;
        continue;
      }
      if (c < '0' || c > '9' || ++digits > MAX_EXACT_DIGITS) {
        return bigDecimal(bytes, from, to, precision, scale);
      }
      unscaled = unscaled * 10 + (c - '0');
      if (fraction >= 0) {
        fraction++;
      }
    }
    if (digits == 0) {
      throw new NotParseable();
    }
    BigDecimal exact = BigDecimal.valueOf(negative ? -unscaled : unscaled, Math.max(fraction, 0));
    return fit(exact, precision, scale);
  }

  private static BigDecimal bigDecimal(byte[] bytes, int from, int to, int precision, int scale) {
    // An exponent of nine digits would otherwise be written out in full.
    if (to - from > 100) {
      throw new NotParseable();
    }
    try {
      BigDecimal exact = new BigDecimal(ascii(bytes, from, to));
      if (Math.abs((long) exact.precision() - exact.scale()) > 100) {
        throw new NotParseable();
      }
      return fit(exact, precision, scale);
    } catch (NumberFormatException e) {
      throw new NotParseable();
    }
  }

  private static BigDecimal fit(BigDecimal exact, int precision, int scale) {
    BigDecimal fitted = exact;
    if (exact.scale() != scale) {
      try {
        fitted = exact.setScale(scale);
      } catch (ArithmeticException e) {
        throw new NotParseable();
      }
    }
    if (fitted.precision() > precision && !fitted.unscaledValue().equals(BigInteger.ZERO)) {
      throw new NotParseable();
    }
    return fitted;
  }

  /** A decimal number, with or without an exponent, {@code NaN} or {@code [-]Infinity}. */
  static double floating(byte[] bytes, int from, int to) {
    int at = from;
    boolean negative = at < to && bytes[at] == '-';
    if (negative) {
      at++;
    }
    long mantissa = 0;
    int digits = 0;
    int fraction = -1;
    for (; at < to; at++) {
      byte c = bytes[at];
      if (c == '.' && fraction < 0) {
        fraction = 0;
      } else if (c >= '0' && c <= '9' && ++digits <= MAX_DOUBLE_DIGITS) {
        mantissa = mantissa * 10 + (c - '0');
        if (fraction >= 0) {
          fraction++;
        }
      } else {
        return Double.parseDouble(floatingText(bytes, from, to));
      }
    }
    if (digits == 0) {
      throw new NotParseable();
    }
    double value = mantissa / POWERS_OF_TEN[Math.max(fraction, 0)];
    return negative ? -value : value;
  }

  /** Rounded from the text: by way of a double it would be rounded twice. */
  static float single(byte[] bytes, int from, int to) {
    return Float.parseFloat(floatingText(bytes, from, to));
  }

  /** What Java's parsers also take (hexadecimal, a trailing {@code f}, blanks) is refused. */
  private static String floatingText(byte[] bytes, int from, int to) {
    String text = ascii(bytes, from, to);
    if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
      return text;
    }
    int at = 0;
    int digits = 0;
    int end = text.length();
    if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    boolean point = false;
    for (; at < end && (isDigit(text.charAt(at)) || (text.charAt(at) == '.' && !point)); at++) {
      point |= text.charAt(at) == '.';
      digits += text.charAt(at) == '.' ? 0 : 1;
    }
    if (digits == 0) {
      throw new NotParseable();
    }
    if (at < end && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      int start = at;
      while (at < end && isDigit(text.charAt(at))) {
        at++;
      }
      if (at == start) {
        throw new NotParseable();
      }
    }
    if (at < end) {
      throw new NotParseable();
    }
    return text;
  }

  /** {@code true} or {@code false} in any case. */
  static boolean bool(byte[] bytes, int from, int to) {
    if (equalsIgnoringCase(bytes, from, to, "true")) {
      return true;
    }
    if (equalsIgnoringCase(bytes, from, to, "false")) {
      return false;
    }
    throw new NotParseable();
  }

  private static boolean equalsIgnoringCase(byte[] bytes, int from, int to, String lowerCase) {
    if (to - from != lowerCase.length()) {
      return false;
    }
    for (int i = 0; i < lowerCase.length(); i++) {
      if ((bytes[from + i] | 0x20) != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static String ascii(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static int digit(byte c) {
    if (c < '0' || c > '9') {
      throw new NotParseable();
    }
    return c - '0';
  }
}
