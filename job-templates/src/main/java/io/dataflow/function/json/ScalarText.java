package io.dataflow.function.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Writes dates and times as ISO 8601 with milliseconds, as the formats read them. */
final class ScalarText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(TIME)
          .toFormatter(Locale.ROOT);
  private static final int DATE_TIME_LENGTH = 23;

  private ScalarText() {}

  static String date(int daysSinceEpoch) {
    return LocalDate.ofEpochDay(daysSinceEpoch).toString();
  }

  static String time(int millisOfDay) {
    return TIME.format(LocalTime.ofNanoOfDay(millisOfDay * 1_000_000L));
  }

  static String timestamp(long millis) {
    LocalDateTime time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDateTime();
    int year = time.getYear();
    if (year < 0 || year > 9999) {
      return DATE_TIME.format(time);
    }
    char[] text = new char[DATE_TIME_LENGTH];
    digits(text, 0, 4, year);
    text[4] = '-';
    digits(text, 5, 2, time.getMonthValue());
    text[7] = '-';
    digits(text, 8, 2, time.getDayOfMonth());
    text[10] = 'T';
    digits(text, 11, 2, time.getHour());
    text[13] = ':';
    digits(text, 14, 2, time.getMinute());
    text[16] = ':';
    digits(text, 17, 2, time.getSecond());
    text[19] = '.';
    digits(text, 20, 3, time.getNano() / 1_000_000);
    return new String(text);
  }

  static String instant(long millis) {
    return timestamp(millis) + "Z";
  }

  private static void digits(char[] text, int from, int count, int value) {
    int rest = value;
    for (int i = from + count - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
