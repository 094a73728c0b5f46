package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** Functions on timestamps, in milliseconds since 1970-01-01 00:00 UTC. */
public final class DateTimes {
  private DateTimes() {}

  private static LocalDateTime local(long millis) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(millis, 1_000L),
        (int) Math.floorMod(millis, 1_000L) * 1_000_000,
        ZoneOffset.UTC);
  }

  private static long millis(LocalDateTime time) {
    return time.toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  public static long dateToTimestamp(int days) {
    return days * DateTimeTexts.DAY;
  }

  public static int timestampToDate(long millis) {
    long days = Math.floorDiv(millis, DateTimeTexts.DAY);
    if (days != (int) days) {
      throw Arithmetic.overflow("DATE");
    }
    return (int) days;
  }

  public static int timestampToTime(long millis) {
    return (int) Math.floorMod(millis, DateTimeTexts.DAY);
  }

  public static long extract(DateTimeUnit unit, long millis) {
    return switch (unit) {
      case MILLISECOND -> Math.floorMod(millis, 1_000L);
      case SECOND -> Math.floorMod(Math.floorDiv(millis, 1_000L), 60L);
      case MINUTE -> Math.floorMod(Math.floorDiv(millis, 60_000L), 60L);
      case HOUR -> Math.floorMod(Math.floorDiv(millis, 3_600_000L), 24L);
      case EPOCH -> Math.floorDiv(millis, 1_000L);
      default -> extract(unit, LocalDate.ofEpochDay(Math.floorDiv(millis, DateTimeTexts.DAY)));
    };
  }

  public static long extractYear(long millis) {
    return extract(DateTimeUnit.YEAR, millis);
  }

  public static long extractMonth(long millis) {
    return extract(DateTimeUnit.MONTH, millis);
  }

  public static long extractDay(long millis) {
    return extract(DateTimeUnit.DAY, millis);
  }

  public static long extractHour(long millis) {
    return extract(DateTimeUnit.HOUR, millis);
  }

  public static long extractMinute(long millis) {
    return extract(DateTimeUnit.MINUTE, millis);
  }

  public static long extractSecond(long millis) {
    return extract(DateTimeUnit.SECOND, millis);
  }

  public static long extractQuarter(long millis) {
    return extract(DateTimeUnit.QUARTER, millis);
  }

  public static long extractWeek(long millis) {
    return extract(DateTimeUnit.WEEK, millis);
  }

  public static long extractDow(long millis) {
    return extract(DateTimeUnit.DOW, millis);
  }

  public static long extractDoy(long millis) {
    return extract(DateTimeUnit.DOY, millis);
  }

  private static long extract(DateTimeUnit unit, LocalDate date) {
    return switch (unit) {
      case DAY -> date.getDayOfMonth();
      case MONTH -> date.getMonthValue();
      case QUARTER -> date.get(IsoFields.QUARTER_OF_YEAR);
      case YEAR -> date.getYear();
      case WEEK -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case DOW -> date.getDayOfWeek().getValue() % 7 + 1;
      case DOY -> date.getDayOfYear();
      default -> throw new IllegalArgumentException(unit.name());
    };
  }

  /** The beginning of the unit that the time lies in. */
  public static long truncate(DateTimeUnit unit, long millis) {
    if (unit.millis() > 0 && unit != DateTimeUnit.WEEK) {
      return millis - Math.floorMod(millis, unit.millis());
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(millis, DateTimeTexts.DAY));
    LocalDate start =
        switch (unit) {
          case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> date.withDayOfMonth(1);
          case QUARTER -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
          case YEAR -> date.withDayOfYear(1);
          default -> throw new IllegalArgumentException(unit.name());
        };
    return start.toEpochDay() * DateTimeTexts.DAY;
  }

  /** The beginning of the next unit; the time itself if it is one. */
  public static long ceil(DateTimeUnit unit, long millis) {
    long start = truncate(unit, millis);
    return start == millis ? millis : add(unit, 1, start);
  }

  public static long add(DateTimeUnit unit, long count, long millis) {
    if (unit.millis() > 0) {
      return Arithmetic.add(millis, Arithmetic.multiply(count, unit.millis()));
    }
    return addMonths(millis, Arithmetic.multiply(count, months(unit)));
  }

  private static long months(DateTimeUnit unit) {
    return switch (unit) {
      case MONTH -> 1;
      case QUARTER -> 3;
      case YEAR -> 12;
      default -> throw new IllegalArgumentException(unit.name());
    };
  }

  /** The same day of another month, or that month's last day. */
  public static long addMonths(long millis, long months) {
    try {
      return millis(local(millis).plusMonths(months));
    } catch (DateTimeException | ArithmeticException e) {
      throw Arithmetic.overflow("TIMESTAMP");
    }
  }

  public static int addMonthsToDate(int days, long months) {
    try {
      return Math.toIntExact(LocalDate.ofEpochDay(days).plusMonths(months).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw Arithmetic.overflow("DATE");
    }
  }

  /** Whole days of the interval only. */
  public static int addMillisToDate(int days, long millis) {
    return Arithmetic.toInt(days + Math.floorDiv(millis, DateTimeTexts.DAY));
  }

  /** Round the clock. */
  public static int addMillisToTime(int time, long millis) {
    return (int) Math.floorMod(time + millis % DateTimeTexts.DAY, DateTimeTexts.DAY);
  }

  /** Whole units from the first time to the second, negative if the second is earlier. */
  public static long difference(DateTimeUnit unit, long from, long to) {
    if (unit.millis() > 0) {
      return Arithmetic.subtract(to, from) / unit.millis();
    }
    return ChronoUnit.MONTHS.between(local(from), local(to)) / months(unit);
  }

  /** The last day of the month. */
  public static int lastDay(long millis) {
    LocalDate date = LocalDate.ofEpochDay(timestampToDate(millis));
    return (int) date.with(TemporalAdjusters.lastDayOfMonth()).toEpochDay();
  }

  public static long toUnixMillis(long millis) {
    return millis;
  }

  public static long toUnix(long millis) {
    return Math.floorDiv(millis, 1_000L);
  }

  public static long fromUnix(long millis) {
    return millis;
  }

  /**
   * @param digits 0 for seconds, 3 for milliseconds
   */
  public static long fromUnix(long number, long digits) {
    if (digits != 0 && digits != 3) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR, "TO_TIMESTAMP_LTZ takes 0 (seconds) or 3 (milliseconds)");
    }
    return digits == 3 ? number : Arithmetic.multiply(number, 1_000L);
  }
}
