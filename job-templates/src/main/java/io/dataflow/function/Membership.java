package io.dataflow.function;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.DoubleStream;

/** Whether a value is one of many that were written out. */
public final class Membership {
  /** Added to -0.0 it gives 0.0, to all else the same. */
  private static final double POSITIVE_ZERO = 0.0;

  private Membership() {}

  public static boolean contains(Set<?> members, String value) {
    return members.contains(value);
  }

  /** Members ascending. */
  public static boolean contains(long[] members, long value) {
    return Arrays.binarySearch(members, value) >= 0;
  }

  /** Members ascending; of decimals the value counts, not the scale. */
  public static boolean contains(BigDecimal[] members, BigDecimal value) {
    return Arrays.binarySearch(members, value) >= 0;
  }

  /**
   * @param members as {@link #sorted} gives them
   */
  public static boolean contains(double[] members, double value) {
    return Arrays.binarySearch(members, value + POSITIVE_ZERO) >= 0;
  }

  /** Ascending, for the equality of Java's primitives: one zero only, and nothing equals NaN. */
  public static double[] sorted(DoubleStream members) {
    return members
        .filter(member -> !Double.isNaN(member))
        .map(member -> member + POSITIVE_ZERO)
        .sorted()
        .toArray();
  }
}
