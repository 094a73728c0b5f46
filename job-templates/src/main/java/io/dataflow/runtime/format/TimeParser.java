package io.dataflow.runtime.format;

import static io.dataflow.runtime.format.ScalarParser.digit;

/**
 * Reads ISO 8601 dates and times from ASCII bytes: {@code 2024-02-29}, {@code 10:15[:30[.123]]},
 * both joined by {@code T} or one blank, and a zone {@code Z}, {@code +02:00}, {@code +0200} or
 * {@code +02} behind it. Digits beyond milliseconds are cut off. Throws {@link NotParseable}.
 */
final class TimeParser {
  static final long MILLIS_PER_DAY = 86_400_000L;
  private static final int DATE_LENGTH = 10;

  private TimeParser() {}

  /** Days since 1970-01-01. */
  static int date(byte[] bytes, int from, int to) {
    if (to - from != DATE_LENGTH) {
      throw new NotParseable();
    }
    return days(bytes, from);
  }

  /** Milliseconds of the day. */
  static int time(byte[] bytes, int from, int to) {
    int zone = zoneStart(bytes, from, to);
    if (zone != to) {
      throw new NotParseable();
    }
    return timeOfDay(bytes, from, to);
  }

  /** Milliseconds since 1970-01-01 00:00 on the clock; a zone is refused. */
  static long timestamp(byte[] bytes, int from, int to) {
    if (zoneStart(bytes, from, to) != to) {
      throw new NotParseable();
    }
    return local(bytes, from, to);
  }

  /** Milliseconds since the epoch; without a zone the time is UTC. */
  static long instant(byte[] bytes, int from, int to) {
    int zone = zoneStart(bytes, from, to);
    long local = local(bytes, from, zone);
    return zone == to ? local : local - offsetMillis(bytes, zone, to);
  }

  private static long local(byte[] bytes, int from, int to) {
    int separator = from + DATE_LENGTH;
    if (separator >= to) {
      throw new NotParseable();
    }
    if (!isSeparator(bytes[separator])) {
      throw new NotParseable();
    }
    return days(bytes, from) * MILLIS_PER_DAY + timeOfDay(bytes, separator + 1, to);
  }

  /** What stands between a date and a time. */
  static boolean isSeparator(byte c) {
    return c == 'T' || c == 't' || c == ' ';
  }

  private static int days(byte[] bytes, int from) {
    if (bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      throw new NotParseable();
    }
    int year = two(bytes, from) * 100 + two(bytes, from + 2);
    int month = two(bytes, from + 5);
    int day = two(bytes, from + 8);
    if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) {
      throw new NotParseable();
    }
    // Years that begin in March put the leap day at the end; 400 of them have 146097 days.
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }

  private static int daysInMonth(int year, int month) {
    return switch (month) {
      case 2 -> (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  private static int timeOfDay(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length < 5 || bytes[from + 2] != ':') {
      throw new NotParseable();
    }
    int hour = two(bytes, from);
    int minute = two(bytes, from + 3);
    int second = 0;
    int millis = 0;
    if (length > 5) {
      if (length < 8 || bytes[from + 5] != ':') {
        throw new NotParseable();
      }
      second = two(bytes, from + 6);
      millis = length > 8 ? fraction(bytes, from + 8, to) : 0;
    }
    if (hour > 23 || minute > 59 || second > 59) {
      throw new NotParseable();
    }
    return ((hour * 60 + minute) * 60 + second) * 1000 + millis;
  }

  private static int fraction(byte[] bytes, int from, int to) {
    int digits = to - from - 1;
    if (bytes[from] != '.' || digits < 1 || digits > 9) {
      throw new NotParseable();
    }
    int millis = 0;
    for (int i = 0; i < digits; i++) {
      int digit = digit(bytes[from + 1 + i]);
      if (i < 3) {
        millis = millis * 10 + digit;
      }
    }
    for (int i = digits; i < 3; i++) {
      millis *= 10;
    }
    return millis;
  }

  /** Where the zone begins, or {@code to}; the date's dashes are no sign of one. */
  private static int zoneStart(byte[] bytes, int from, int to) {
    for (int at = to - 1; at >= from + 5 && at >= to - 6; at--) {
      byte c = bytes[at];
      if (c == 'Z' || c == 'z' || c == '+' || (c == '-' && at > from + DATE_LENGTH)) {
        return at;
      }
    }
    return to;
  }

  private static long offsetMillis(byte[] bytes, int from, int to) {
    int length = to - from;
    if (bytes[from] == 'Z' || bytes[from] == 'z') {
      if (length != 1) {
        throw new NotParseable();
      }
      return 0;
    }
    int minuteAt =
        switch (length) {
          case 3 -> -1;
          case 5 -> from + 3;
          case 6 -> bytes[from + 3] == ':' ? from + 4 : to;
          default -> to;
        };
    if (minuteAt == to) {
      throw new NotParseable();
    }
    int hours = two(bytes, from + 1);
    int minutes = minuteAt < 0 ? 0 : two(bytes, minuteAt);
    if (hours > 18 || minutes > 59) {
      throw new NotParseable();
    }
    long millis = (hours * 60L + minutes) * 60_000L;
    return bytes[from] == '-' ? -millis : millis;
  }

  private static int two(byte[] bytes, int at) {
    return digit(bytes[at]) * 10 + digit(bytes[at + 1]);
  }
}
