package io.dataflow.function;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/** Order and equality. Texts are ordered by UTF-16 unit, bytes as unsigned numbers. */
public final class Comparisons {
  private Comparisons() {}

  public static int compare(BigDecimal a, BigDecimal b) {
    return a.compareTo(b);
  }

  public static int compare(String a, String b) {
    return a.compareTo(b);
  }

  public static int compare(boolean a, boolean b) {
    return Boolean.compare(a, b);
  }

  public static int compare(byte[] a, byte[] b) {
    return Arrays.compareUnsigned(a, b);
  }

  /** Arrays, maps and rows: equal if all that is in them is equal. */
  public static boolean deepEqual(Object a, Object b) {
    return Objects.deepEquals(a, b);
  }

  public static int greatest(int a, int b) {
    return Math.max(a, b);
  }

  public static long greatest(long a, long b) {
    return Math.max(a, b);
  }

  public static float greatest(float a, float b) {
    return Math.max(a, b);
  }

  public static double greatest(double a, double b) {
    return Math.max(a, b);
  }

  public static boolean greatest(boolean a, boolean b) {
    return a || b;
  }

  public static BigDecimal greatest(BigDecimal a, BigDecimal b) {
    return a.max(b);
  }

  public static String greatest(String a, String b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  public static byte[] greatest(byte[] a, byte[] b) {
    return compare(a, b) >= 0 ? a : b;
  }

  public static int least(int a, int b) {
    return Math.min(a, b);
  }

  public static long least(long a, long b) {
    return Math.min(a, b);
  }

  public static float least(float a, float b) {
    return Math.min(a, b);
  }

  public static double least(double a, double b) {
    return Math.min(a, b);
  }

  public static boolean least(boolean a, boolean b) {
    return a && b;
  }

  public static BigDecimal least(BigDecimal a, BigDecimal b) {
    return a.min(b);
  }

  public static String least(String a, String b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  public static byte[] least(byte[] a, byte[] b) {
    return compare(a, b) <= 0 ? a : b;
  }
}
