package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * Times in zones. A time that a zone skips when clocks go forward is moved by the length of the
 * gap; one that a zone has twice when clocks go back is the earlier of both.
 */
public final class TimeZones {
  private TimeZones() {}

  /**
   * @param name such as Europe/Berlin, UTC or +02:00
   * @throws IllegalArgumentException naming the nearest zone
   */
  public static ZoneId of(String name) {
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + Casts.shown(name)
              + "' is no time zone; "
              + NearestName.of(name, ZoneId.getAvailableZoneIds())
                  .map(known -> "did you mean '" + known + "'?")
                  .orElse("write for example 'Europe/Berlin', 'UTC' or '+02:00'"),
          e);
    }
  }

  /** The zone that a record names. */
  public static ZoneId ofRecord(String name) {
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException e) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR, "'" + Casts.shown(name) + "' is no time zone");
    }
  }

  /** What a clock in the zone shows at an instant. */
  public static long toLocal(long instant, ZoneId zone) {
    int offset = zone.getRules().getOffset(Instant.ofEpochMilli(instant)).getTotalSeconds();
    return Arithmetic.add(instant, offset * 1_000L);
  }

  /** The instant at which a clock in the zone shows a time. */
  public static long toInstant(long local, ZoneId zone) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(Math.floorDiv(local, 1_000L), 0, ZoneOffset.UTC);
    long seconds = ZonedDateTime.ofLocal(time, zone, null).toEpochSecond();
    return Arithmetic.add(Arithmetic.multiply(seconds, 1_000L), Math.floorMod(local, 1_000L));
  }

  public static long convert(long local, ZoneId from, ZoneId to) {
    return toLocal(toInstant(local, from), to);
  }

  public static String convert(String local, ZoneId from, ZoneId to) {
    return DateTimeTexts.timestampToText(convert(DateTimeTexts.toTimestamp(local), from, to));
  }
}
