package io.dataflow.function;

/** Units and parts of a time. */
public enum DateTimeUnit {
  MILLISECOND(1),
  SECOND(1_000),
  MINUTE(60_000),
  HOUR(3_600_000),
  DAY(86_400_000),
  /** Seven days; starts on Monday. */
  WEEK(7 * 86_400_000L),
  MONTH(0),
  QUARTER(0),
  YEAR(0),
  /** Day of the week, 1 is Sunday. To be extracted only. */
  DOW(-1),
  /** Day of the year, from 1. To be extracted only. */
  DOY(-1),
  /** Seconds since 1970-01-01. To be extracted only. */
  EPOCH(-1);

  private final long millis;

  DateTimeUnit(long millis) {
    this.millis = millis;
  }

  /** Whether a TIME has it. */
  public boolean isOfClock() {
    return millis > 0 && millis < DAY.millis;
  }

  /** Milliseconds of a unit of fixed length, else 0. */
  long millis() {
    return Math.max(0, millis);
  }

  /**
   * @throws IllegalArgumentException naming the nearest unit
   */
  public static DateTimeUnit of(String name) {
    return Words.of(DateTimeUnit.class, name, "unit of time");
  }

  /**
   * @throws IllegalArgumentException also for parts that are no length of time
   */
  public static DateTimeUnit length(String name) {
    DateTimeUnit unit = of(name);
    if (unit.millis < 0) {
      throw new IllegalArgumentException(name + " can be extracted, but is no length of time");
    }
    return unit;
  }
}
