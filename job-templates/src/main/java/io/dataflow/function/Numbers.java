package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numeric functions. Results that no number can hold are data errors. */
public final class Numbers {
  /** Digits that a DOUBLE can have behind the point, and more than any DECIMAL has. */
  private static final long PLACES = 400;

  private Numbers() {}

  public static int abs(int number) {
    return number < 0 ? Arithmetic.negate(number) : number;
  }

  public static long abs(long number) {
    return number < 0 ? Arithmetic.negate(number) : number;
  }

  public static float abs(float number) {
    return Math.abs(number);
  }

  public static double abs(double number) {
    return Math.abs(number);
  }

  public static BigDecimal abs(BigDecimal number) {
    return number.abs();
  }

  public static int sign(long number) {
    return Long.signum(number);
  }

  public static int sign(double number) {
    return (int) Math.signum(number);
  }

  public static int sign(BigDecimal number) {
    return number.signum();
  }

  public static int floor(int number) {
    return number;
  }

  public static long floor(long number) {
    return number;
  }

  public static float floor(float number) {
    return (float) Math.floor(number);
  }

  public static double floor(double number) {
    return Math.floor(number);
  }

  public static BigDecimal floor(BigDecimal number) {
    return number.setScale(0, RoundingMode.FLOOR);
  }

  public static int ceil(int number) {
    return number;
  }

  public static long ceil(long number) {
    return number;
  }

  public static float ceil(float number) {
    return (float) Math.ceil(number);
  }

  public static double ceil(double number) {
    return Math.ceil(number);
  }

  public static BigDecimal ceil(BigDecimal number) {
    return number.setScale(0, RoundingMode.CEILING);
  }

  public static int round(int number) {
    return number;
  }

  public static int round(int number, long places) {
    return Arithmetic.toInt(round((long) number, places));
  }

  public static long round(long number) {
    return number;
  }

  public static long round(long number, long places) {
    return places >= 0 ? number : Casts.toBigint(round(BigDecimal.valueOf(number), places));
  }

  public static float round(float number) {
    return round(number, 0);
  }

  public static float round(float number, long places) {
    return Float.isFinite(number)
        ? round(new BigDecimal(Float.toString(number)), places).floatValue()
        : number;
  }

  public static double round(double number) {
    return round(number, 0);
  }

  public static double round(double number, long places) {
    return Double.isFinite(number)
        ? round(BigDecimal.valueOf(number), places).doubleValue()
        : number;
  }

  public static BigDecimal round(BigDecimal number) {
    return round(number, 0);
  }

  /** Half up; a negative count of places rounds before the point. */
  public static BigDecimal round(BigDecimal number, long places) {
    int scale = (int) Math.max(-PLACES, Math.min(PLACES, places));
    return scale >= number.scale() ? number : number.setScale(scale, RoundingMode.HALF_UP);
  }

  public static int truncate(int number) {
    return number;
  }

  public static int truncate(int number, long places) {
    return (int) truncate((long) number, places);
  }

  public static long truncate(long number) {
    return number;
  }

  public static long truncate(long number, long places) {
    return places >= 0 ? number : Casts.toBigint(truncate(BigDecimal.valueOf(number), places));
  }

  public static float truncate(float number) {
    return truncate(number, 0);
  }

  public static float truncate(float number, long places) {
    return Float.isFinite(number)
        ? truncate(new BigDecimal(Float.toString(number)), places).floatValue()
        : number;
  }

  public static double truncate(double number) {
    return truncate(number, 0);
  }

  public static double truncate(double number, long places) {
    return Double.isFinite(number)
        ? truncate(BigDecimal.valueOf(number), places).doubleValue()
        : number;
  }

  public static BigDecimal truncate(BigDecimal number) {
    return truncate(number, 0);
  }

  /** Cut off; a negative count of places cuts before the point. */
  public static BigDecimal truncate(BigDecimal number, long places) {
    int scale = (int) Math.max(-PLACES, Math.min(PLACES, places));
    return scale >= number.scale() ? number : number.setScale(scale, RoundingMode.DOWN);
  }

  public static double log(double number) {
    return ln(number);
  }

  public static double log(double base, double number) {
    return number("LOG", Math.log(number) / Math.log(base), number, base);
  }

  public static double log2(double number) {
    return log(2, number);
  }

  public static double power(double base, double exponent) {
    return number("POWER", Math.pow(base, exponent), base, exponent);
  }

  public static double sqrt(double number) {
    return number("SQRT", Math.sqrt(number), number, 0);
  }

  public static double exp(double number) {
    return number("EXP", Math.exp(number), number, 0);
  }

  public static double ln(double number) {
    return number("LN", Math.log(number), number, 0);
  }

  public static double log10(double number) {
    return number("LOG10", Math.log10(number), number, 0);
  }

  static double number(String function, double result, double a, double b) {
    if (!Double.isFinite(result) && Double.isFinite(a) && Double.isFinite(b)) {
      throw new DataException(ErrorCode.FUNCTION_ERROR, function + " of " + a + " is no number");
    }
    return result;
  }
}
