package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The operators {@code + - * / %}: exact or a data error, also for approximate numbers. */
public final class Arithmetic {
  private Arithmetic() {}

  static DataException overflow(String type) {
    return new DataException(ErrorCode.ARITHMETIC_OVERFLOW, "the result does not fit into " + type);
  }

  private static DataException divisionByZero() {
    return new DataException(ErrorCode.DIVISION_BY_ZERO, "division by zero");
  }

  public static int tinyint(int value) {
    if (value < Byte.MIN_VALUE || value > Byte.MAX_VALUE) {
      throw overflow("TINYINT");
    }
    return value;
  }

  public static int smallint(int value) {
    if (value < Short.MIN_VALUE || value > Short.MAX_VALUE) {
      throw overflow("SMALLINT");
    }
    return value;
  }

  public static int toInt(long value) {
    if (value != (int) value) {
      throw overflow("INT");
    }
    return (int) value;
  }

  public static int add(int a, int b) {
    return toInt((long) a + b);
  }

  public static int subtract(int a, int b) {
    return toInt((long) a - b);
  }

  public static int multiply(int a, int b) {
    return toInt((long) a * b);
  }

  public static int divide(int a, int b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return toInt((long) a / b);
  }

  public static int mod(int a, int b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return b == -1 ? 0 : a % b;
  }

  public static int negate(int a) {
    return toInt(-(long) a);
  }

  public static long add(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw overflow("BIGINT");
    }
    return sum;
  }

  public static long subtract(long a, long b) {
    long difference = a - b;
    if (((a ^ b) & (a ^ difference)) < 0) {
      throw overflow("BIGINT");
    }
    return difference;
  }

  public static long multiply(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if ((high != 0 || low < 0) && (high != -1 || low >= 0)) {
      throw overflow("BIGINT");
    }
    return low;
  }

  public static long divide(long a, long b) {
    if (b == 0) {
      throw divisionByZero();
    }
    if (a == Long.MIN_VALUE && b == -1) {
      throw overflow("BIGINT");
    }
    return a / b;
  }

  public static long mod(long a, long b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return b == -1 ? 0 : a % b;
  }

  public static long negate(long a) {
    return subtract(0, a);
  }

  private static float finite(float result, float a, float b) {
    if (Float.isInfinite(result) && Float.isFinite(a) && Float.isFinite(b)) {
      throw overflow("FLOAT");
    }
    return result;
  }

  public static float add(float a, float b) {
    return finite(a + b, a, b);
  }

  public static float subtract(float a, float b) {
    return finite(a - b, a, b);
  }

  public static float multiply(float a, float b) {
    return finite(a * b, a, b);
  }

  public static float divide(float a, float b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return finite(a / b, a, b);
  }

  public static float mod(float a, float b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return a % b;
  }

  public static float negate(float a) {
    return -a;
  }

  private static double finite(double result, double a, double b) {
    if (Double.isInfinite(result) && Double.isFinite(a) && Double.isFinite(b)) {
      throw overflow("DOUBLE");
    }
    return result;
  }

  public static double add(double a, double b) {
    return finite(a + b, a, b);
  }

  public static double subtract(double a, double b) {
    return finite(a - b, a, b);
  }

  public static double multiply(double a, double b) {
    return finite(a * b, a, b);
  }

  public static double divide(double a, double b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return finite(a / b, a, b);
  }

  public static double mod(double a, double b) {
    if (b == 0) {
      throw divisionByZero();
    }
    return a % b;
  }

  public static double negate(double a) {
    return -a;
  }

  public static BigDecimal add(BigDecimal a, BigDecimal b, int precision, int scale) {
    return Decimals.fit(a.add(b), precision, scale);
  }

  public static BigDecimal subtract(BigDecimal a, BigDecimal b, int precision, int scale) {
    return Decimals.fit(a.subtract(b), precision, scale);
  }

  public static BigDecimal multiply(BigDecimal a, BigDecimal b, int precision, int scale) {
    return Decimals.fit(a.multiply(b), precision, scale);
  }

  /** Rounded half up to the scale of the result. */
  public static BigDecimal divide(BigDecimal a, BigDecimal b, int precision, int scale) {
    if (b.signum() == 0) {
      throw divisionByZero();
    }
    return Decimals.fit(a.divide(b, scale, RoundingMode.HALF_UP), precision, scale);
  }

  public static BigDecimal mod(BigDecimal a, BigDecimal b, int precision, int scale) {
    if (b.signum() == 0) {
      throw divisionByZero();
    }
    return Decimals.fit(a.remainder(b), precision, scale);
  }

  public static BigDecimal mod(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw divisionByZero();
    }
    return a.remainder(b);
  }

  public static BigDecimal negate(BigDecimal a) {
    return a.negate();
  }
}
