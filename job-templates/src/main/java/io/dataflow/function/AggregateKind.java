package io.dataflow.function;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions that make one value of many. NULL arguments are left out by all of them. */
public enum AggregateKind {
  /** How many; of {@code COUNT(*)} how many records. */
  COUNT(1, true),
  SUM(1, true),
  AVG(1, true),
  MIN(1, true),
  MAX(1, true),
  /** The earliest by event time, or that came first where there is none. */
  FIRST(1, false),
  /** The latest by event time, or that came last where there is none. */
  LAST(1, false),
  /** All values, as an array. */
  COLLECT(1, true),
  /** Of a sample: NULL for less than two values. */
  STDDEV(1, true),
  STDDEV_POP(1, true),
  /** Of a sample: NULL for less than two values. */
  VARIANCE(1, true),
  VAR_POP(1, true),
  /** About how many different values; a HyperLogLog sketch. */
  APPROX_DISTINCT(1, false),
  /** About the value below which that part of all values lies; a KLL sketch. */
  PERCENTILE(2, false),
  /** The first argument where the second is least. */
  MIN_BY(2, false),
  /** The first argument where the second is greatest. */
  MAX_BY(2, false);

  private final int arguments;
  private final boolean takesDistinct;

  AggregateKind(int arguments, boolean takesDistinct) {
    this.arguments = arguments;
    this.takesDistinct = takesDistinct;
  }

  /** How many arguments are written. */
  public int arguments() {
    return arguments;
  }

  public boolean takesDistinct() {
    return takesDistinct;
  }

  /** Whether a value can be taken back exactly. */
  public boolean retracts() {
    return switch (this) {
      case COUNT, SUM, AVG, MIN, MAX, FIRST, LAST -> true;
      default -> false;
    };
  }

  public static Optional<AggregateKind> of(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.name().equals(upper)).findFirst();
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(AggregateKind::name).toList();
  }
}
