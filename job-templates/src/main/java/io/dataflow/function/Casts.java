package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * CAST between texts, numbers and booleans. Blanks around a text that is read are ignored; a number
 * becomes a whole number by cutting off what is behind the point.
 */
public final class Casts {
  private static final int SHOWN = 60;

  private Casts() {}

  static DataException unreadable(String text, String type) {
    return new DataException(ErrorCode.CAST_ERROR, "'" + shown(text) + "' is no " + type);
  }

  /** As much of a text as a message takes. */
  static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  public static boolean toBoolean(String text) {
    String word = text.strip();
    if (word.equalsIgnoreCase("true")) {
      return true;
    }
    if (word.equalsIgnoreCase("false")) {
      return false;
    }
    throw unreadable(text, "BOOLEAN");
  }

  public static boolean toBoolean(long number) {
    return number != 0;
  }

  public static boolean toBoolean(double number) {
    return number != 0;
  }

  public static boolean toBoolean(BigDecimal number) {
    return number.signum() != 0;
  }

  private static long whole(String text, String type, long least, long greatest) {
    try {
      long number = Long.parseLong(text.strip());
      if (number >= least && number <= greatest) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw unreadable(text, type);
    }
    throw Arithmetic.overflow(type);
  }

  public static int toTinyint(String text) {
    return (int) whole(text, "TINYINT", Byte.MIN_VALUE, Byte.MAX_VALUE);
  }

  public static int toSmallint(String text) {
    return (int) whole(text, "SMALLINT", Short.MIN_VALUE, Short.MAX_VALUE);
  }

  public static int toInt(String text) {
    return (int) whole(text, "INT", Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  public static long toBigint(String text) {
    return whole(text, "BIGINT", Long.MIN_VALUE, Long.MAX_VALUE);
  }

  public static float toFloat(String text) {
    float number = (float) toDouble(text, "FLOAT");
    if (Float.isInfinite(number)) {
      throw Arithmetic.overflow("FLOAT");
    }
    return number;
  }

  public static double toDouble(String text) {
    return toDouble(text, "DOUBLE");
  }

  private static double toDouble(String text, String type) {
    String word = text.strip();
    // Java also reads 1d, 0x1p3 and NaN
    if (!isDecimalNumber(word)) {
      throw unreadable(text, type);
    }
    double number = Double.parseDouble(word);
    if (Double.isInfinite(number)) {
      throw Arithmetic.overflow(type);
    }
    return number;
  }

  public static BigDecimal toDecimal(String text, int precision, int scale) {
    String word = text.strip();
    String type = "DECIMAL(" + precision + "," + scale + ")";
    if (!isDecimalNumber(word)) {
      throw unreadable(text, type);
    }
    BigDecimal number;
    try {
      number = new BigDecimal(word);
    } catch (NumberFormatException e) {
      throw unreadable(text, type);
    }
    // 1e999999999 would be written out digit by digit
    if (number.signum() != 0 && (long) number.precision() - number.scale() > precision - scale) {
      throw Arithmetic.overflow(type);
    }
    if (number.signum() == 0 || (long) number.precision() - number.scale() < -(long) scale) {
      return BigDecimal.ZERO.setScale(scale);
    }
    return Decimals.fit(number, precision, scale);
  }

  private static boolean isDecimalNumber(String word) {
    boolean digit = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean sign = c == '+' || c == '-';
      boolean exponent = c == 'e' || c == 'E';
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (!(sign || c == '.' || exponent)) {
        return false;
      }
    }
    if (!digit) {
      return false;
    }
    try {
      Double.parseDouble(word);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  public static int toTinyint(long number) {
    if (number != (byte) number) {
      throw Arithmetic.overflow("TINYINT");
    }
    return (int) number;
  }

  public static int toSmallint(long number) {
    if (number != (short) number) {
      throw Arithmetic.overflow("SMALLINT");
    }
    return (int) number;
  }

  public static int toInt(long number) {
    return Arithmetic.toInt(number);
  }

  public static long toBigint(long number) {
    return number;
  }

  public static int toTinyint(double number) {
    return toTinyint(toBigint(number));
  }

  public static int toSmallint(double number) {
    return toSmallint(toBigint(number));
  }

  public static int toInt(double number) {
    return toInt(toBigint(number));
  }

  public static long toBigint(double number) {
    // 2^63 is a double, 2^63 - 1 is not
    if (!(number >= -0x1p63 && number < 0x1p63)) {
      throw Arithmetic.overflow("a whole number type");
    }
    return (long) number;
  }

  public static int toTinyint(BigDecimal number) {
    return toTinyint(toBigint(number));
  }

  public static int toSmallint(BigDecimal number) {
    return toSmallint(toBigint(number));
  }

  public static int toInt(BigDecimal number) {
    return toInt(toBigint(number));
  }

  public static long toBigint(BigDecimal number) {
    BigInteger whole = number.setScale(0, RoundingMode.DOWN).unscaledValue();
    if (whole.bitLength() > 63) {
      throw Arithmetic.overflow("BIGINT");
    }
    return whole.longValue();
  }

  public static float toFloat(double number) {
    float narrow = (float) number;
    if (Float.isInfinite(narrow) && !Double.isInfinite(number)) {
      throw Arithmetic.overflow("FLOAT");
    }
    return narrow;
  }

  public static float toFloat(BigDecimal number) {
    return number.floatValue();
  }

  public static double toDouble(BigDecimal number) {
    return number.doubleValue();
  }

  public static String toText(boolean value) {
    return value ? "true" : "false";
  }

  public static String toText(int number) {
    return Integer.toString(number);
  }

  public static String toText(long number) {
    return Long.toString(number);
  }

  public static String toText(float number) {
    return Float.toString(number);
  }

  public static String toText(double number) {
    return Double.toString(number);
  }

  public static String toText(BigDecimal number) {
    return number.toPlainString();
  }

  /** As UTF-8; what is no UTF-8 becomes U+FFFD. */
  public static String toText(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public static byte[] toBytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
