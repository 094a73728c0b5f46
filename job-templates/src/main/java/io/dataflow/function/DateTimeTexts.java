package io.dataflow.function;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * Dates and times as texts: {@code 2024-01-31}, {@code 23:59:59.999}, {@code 2024-01-31 23:59:59},
 * instants with a {@code Z} behind. Read are also a {@code T} between date and time, a date alone,
 * a time without seconds, and for instants an offset; digits behind milliseconds are cut off.
 */
public final class DateTimeTexts {
  static final long DAY = 86_400_000L;

  private DateTimeTexts() {}

  public static int toDate(String text) {
    try {
      return Math.toIntExact(LocalDate.parse(text.strip()).toEpochDay());
    } catch (DateTimeException | ArithmeticException e) {
      throw Casts.unreadable(text, "DATE; write it as 2024-01-31");
    }
  }

  public static int toTime(String text) {
    try {
      return (int) (LocalTime.parse(text.strip()).toNanoOfDay() / 1_000_000);
    } catch (DateTimeException e) {
      throw Casts.unreadable(text, "TIME; write it as 23:59:59");
    }
  }

  public static long toTimestamp(String text) {
    try {
      return millis(text.strip());
    } catch (DateTimeException | ArithmeticException e) {
      throw Casts.unreadable(text, "TIMESTAMP; write it as 2024-01-31 23:59:59");
    }
  }

  /** Without an offset the text is read as UTC. */
  public static long toInstant(String text) {
    String word = text.strip();
    try {
      if (word.endsWith("Z") || word.endsWith("z")) {
        return millis(word.substring(0, word.length() - 1).strip());
      }
      int sign = Math.max(word.lastIndexOf('+'), word.lastIndexOf('-'));
      if (sign > "2024-01-31".length()) {
        ZoneOffset offset = ZoneOffset.of(word.substring(sign));
        return millis(word.substring(0, sign).strip()) - offset.getTotalSeconds() * 1_000L;
      }
      return millis(word);
    } catch (DateTimeException | ArithmeticException e) {
      throw Casts.unreadable(text, "TIMESTAMP_LTZ; write it as 2024-01-31T23:59:59Z");
    }
  }

  private static long millis(String word) {
    if (word.length() <= "2024-01-31".length()) {
      return LocalDate.parse(word).toEpochDay() * DAY;
    }
    String iso = word.charAt(10) == ' ' ? word.substring(0, 10) + 'T' + word.substring(11) : word;
    return LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  public static String dateToText(int days) {
    return LocalDate.ofEpochDay(days).toString();
  }

  public static String timeToText(int millis) {
    LocalTime time = LocalTime.ofNanoOfDay(millis * 1_000_000L);
    String seconds =
        pad(time.getHour()) + ':' + pad(time.getMinute()) + ':' + pad(time.getSecond());
    int fraction = millis % 1_000;
    return fraction == 0
        ? seconds
        : seconds + '.' + Integer.toString(1_000 + fraction).substring(1);
  }

  public static String timestampToText(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY))
        + " "
        + timeToText((int) Math.floorMod(millis, DAY));
  }

  public static String instantToText(long millis) {
    return timestampToText(millis) + "Z";
  }

  private static String pad(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }
}
