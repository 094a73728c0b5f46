package io.dataflow.benchmark.nexmark.handwritten;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as the event files have them: {@code 2026-01-31 23:55:00.000}, UTC. */
final class Times {
  static final int LENGTH = 23;
  static final long DAY = 86_400_000L;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Times() {}

  static long parse(byte[] text, int at) {
    int year = two(text, at) * 100 + two(text, at + 2);
    int month = two(text, at + 5);
    // Years that begin in March put the leap day at the end.
    int y = month <= 2 ? year - 1 : year;
    long days =
        365L * y
            + y / 4
            - y / 100
            + y / 400
            + (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5
            + two(text, at + 8)
            - 719_469;
    int seconds = (two(text, at + 11) * 60 + two(text, at + 14)) * 60 + two(text, at + 17);
    return days * DAY + seconds * 1000L + two(text, at + 20) * 10L + (text[at + 22] - '0');
  }

  static long parse(String text) {
    return parse(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0);
  }

  private static int two(byte[] text, int at) {
    return (text[at] - '0') * 10 + (text[at + 1] - '0');
  }

  static String day(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY)).toString();
  }

  static String minute(long millis) {
    return MINUTE.format(Instant.ofEpochMilli(millis));
  }

  static int hour(long millis) {
    return (int) (Math.floorMod(millis, DAY) / 3_600_000L);
  }
}
