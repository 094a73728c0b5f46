package io.dataflow.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of the last second is not seen: the texts are the formatter's. */
class DateTimePatternTest {
  private static final List<ZoneId> ZONES =
      List.of(ZoneOffset.UTC, ZoneId.of("Europe/Berlin"), ZoneId.of("Africa/Monrovia"));

  @ParameterizedTest
  @ValueSource(strings = {"yyyy-MM-dd", "HH:mm", "yyyy-MM-dd HH:mm:ss", "ss.SSS", "A", "HH 'Sun'"})
  void formatsEachTimeByItself(String text) {
    DateTimePattern pattern = DateTimePattern.of(text);
    DateTimeFormatter formatter = DateTimeFormatter.ofPattern(text, Locale.ROOT);
    long hour = 3_600_000;
    for (long start : new long[] {-hour * 24 * 365 * 60, -1_500, 0, 1_711_846_799_000L}) {
      for (long millis = start; millis < start + 4_000; millis += 250) {
        for (ZoneId zone : ZONES) {
          assertThat(DateTimePattern.format(millis, pattern, zone))
              .isEqualTo(formatter.format(Instant.ofEpochMilli(millis).atZone(zone)));
        }
      }
    }
  }
}
