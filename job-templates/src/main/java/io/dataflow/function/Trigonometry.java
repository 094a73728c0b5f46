package io.dataflow.function;

/** Functions on angles, in radians. A result that no number is, is a data error. */
public final class Trigonometry {
  private Trigonometry() {}

  public static double sin(double angle) {
    return Numbers.number("SIN", Math.sin(angle), angle, 0);
  }

  public static double cos(double angle) {
    return Numbers.number("COS", Math.cos(angle), angle, 0);
  }

  public static double tan(double angle) {
    return Numbers.number("TAN", Math.tan(angle), angle, 0);
  }

  public static double cot(double angle) {
    return Numbers.number("COT", 1 / Math.tan(angle), angle, 0);
  }

  public static double asin(double number) {
    return Numbers.number("ASIN", Math.asin(number), number, 0);
  }

  public static double acos(double number) {
    return Numbers.number("ACOS", Math.acos(number), number, 0);
  }

  public static double atan(double number) {
    return Math.atan(number);
  }

  public static double atan2(double y, double x) {
    return Math.atan2(y, x);
  }

  public static double sinh(double number) {
    return Numbers.number("SINH", Math.sinh(number), number, 0);
  }

  public static double cosh(double number) {
    return Numbers.number("COSH", Math.cosh(number), number, 0);
  }

  public static double tanh(double number) {
    return Math.tanh(number);
  }

  public static double degrees(double radians) {
    return Numbers.number("DEGREES", Math.toDegrees(radians), radians, 0);
  }

  public static double radians(double degrees) {
    return Math.toRadians(degrees);
  }

  public static double pi() {
    return Math.PI;
  }

  public static double e() {
    return Math.E;
  }
}
