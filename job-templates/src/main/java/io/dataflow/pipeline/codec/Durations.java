package io.dataflow.pipeline.codec;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spelling of durations: {@code 500ms 5s 1m 2h 1d}, or a bare number of milliseconds; only an
 * offset may be negative.
 */
public final class Durations {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)?");

  /** Of any duration: what is longer would overflow when times are added. */
  private static final Duration MOST = Duration.ofDays(36_500);

  private Durations() {}

  /** Nothing where the text is no duration, or one of more than 36500d. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    String unit = matcher.group(2) == null ? "ms" : matcher.group(2);
    Duration duration =
        switch (unit) {
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          case "d" -> Duration.ofDays(amount);
          default -> Duration.ofMillis(amount);
        };
    return Optional.of(duration).filter(found -> found.compareTo(MOST) <= 0);
  }

  /** A duration that may go back: {@code -10s}. */
  static Optional<Duration> parseOffset(String text) {
    String stripped = text.strip();
    return stripped.startsWith("-")
        ? parse(stripped.substring(1)).map(Duration::negated)
        : parse(stripped);
  }

  /** The shortest spelling that reads back equal. */
  public static String format(Duration duration) {
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    if (millis % 86_400_000 == 0) {
      return millis / 86_400_000 + "d";
    }
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
