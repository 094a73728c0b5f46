package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.io.Serializable;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** A pattern such as {@code yyyy-MM-dd HH:mm:ss}, as {@link DateTimeFormatter} reads it. */
public final class DateTimePattern implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Letters that show parts of a second. */
  private static final String FRACTIONS = "SAnN";

  private final String pattern;
  private final boolean wholeSeconds;
  private transient DateTimeFormatter formatter;
  private transient Formatted last;

  /** A second's text; offsets of zones are whole seconds, too. Replaced as a whole. */
  private record Formatted(long second, ZoneId zone, String text) {}

  private DateTimePattern(String pattern) {
    this.pattern = pattern;
    this.wholeSeconds = pattern.chars().noneMatch(letter -> FRACTIONS.indexOf(letter) >= 0);
  }

  /**
   * @throws IllegalArgumentException if this is no pattern
   */
  public static DateTimePattern of(String pattern) {
    DateTimePattern made = new DateTimePattern(pattern);
    try {
      made.formatter();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "this is no date pattern: " + e.getMessage() + "; write for example yyyy-MM-dd HH:mm:ss",
          e);
    }
    return made;
  }

  // Formatters are not serializable. Two threads may both make one; they are equal.
  private DateTimeFormatter formatter() {
    DateTimeFormatter made = formatter;
    if (made == null) {
      made = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
      formatter = made;
    }
    return made;
  }

  public static String format(long millis, DateTimePattern pattern) {
    return format(millis, pattern, ZoneOffset.UTC);
  }

  /** What calendar and clock of a zone show at an instant. */
  public static String format(long millis, DateTimePattern pattern, ZoneId zone) {
    return pattern.wholeSeconds
        ? pattern.formatSecond(Math.floorDiv(millis, 1_000L), zone)
        : pattern.format(Instant.ofEpochMilli(millis), zone);
  }

  /** Records that follow each other are often of the same second. */
  private String formatSecond(long second, ZoneId zone) {
    Formatted known = last;
    if (known == null || known.second() != second || !known.zone().equals(zone)) {
      known = new Formatted(second, zone, format(Instant.ofEpochSecond(second), zone));
      last = known;
    }
    return known.text();
  }

  private String format(Instant instant, ZoneId zone) {
    try {
      return formatter().format(instant.atZone(zone));
    } catch (DateTimeException e) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR, "'" + pattern + "' cannot format this time");
    }
  }

  public static String fromUnix(long seconds) {
    return DateTimeTexts.timestampToText(DateTimes.fromUnix(seconds, 0));
  }

  public static String fromUnix(long seconds, DateTimePattern pattern) {
    return fromUnix(seconds, pattern, ZoneOffset.UTC);
  }

  public static String fromUnix(long seconds, DateTimePattern pattern, ZoneId zone) {
    return format(DateTimes.fromUnix(seconds, 0), pattern, zone);
  }

  public static int toDate(String text, DateTimePattern pattern) {
    try {
      return Math.toIntExact(pattern.date(text, pattern.parse(text)).toEpochDay());
    } catch (ArithmeticException e) {
      throw Arithmetic.overflow("DATE");
    }
  }

  public static int toDate(String text) {
    return DateTimeTexts.toDate(text);
  }

  /** A pattern without a time of day gives midnight; the time is UTC unless the text has a zone. */
  public static long toTimestamp(String text, DateTimePattern pattern) {
    TemporalAccessor parsed = pattern.parse(text);
    LocalTime time = parsed.query(TemporalQueries.localTime());
    LocalDateTime local =
        pattern.date(text, parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
    ZoneId zone = parsed.query(TemporalQueries.zone());
    try {
      return local.atZone(zone == null ? ZoneOffset.UTC : zone).toInstant().toEpochMilli();
    } catch (ArithmeticException e) {
      throw Arithmetic.overflow("TIMESTAMP");
    }
  }

  public static long toTimestamp(String text) {
    return DateTimeTexts.toTimestamp(text);
  }

  private TemporalAccessor parse(String text) {
    try {
      return formatter().parse(text);
    } catch (DateTimeException e) {
      throw unreadable(text);
    }
  }

  private LocalDate date(String text, TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date == null || isCutShort(text, date)) {
      throw unreadable(text);
    }
    return date;
  }

  /** The formatter takes 31 February for the last of the month; there is no such day. */
  private boolean isCutShort(String text, LocalDate date) {
    if (date.getDayOfMonth() < date.lengthOfMonth()) {
      return false;
    }
    TemporalAccessor written = formatter().parseUnresolved(text, new ParsePosition(0));
    return written.isSupported(ChronoField.DAY_OF_MONTH)
        && written.getLong(ChronoField.DAY_OF_MONTH) > date.getDayOfMonth();
  }

  private DataException unreadable(String text) {
    return Casts.unreadable(text, "time of the form " + pattern);
  }
}
