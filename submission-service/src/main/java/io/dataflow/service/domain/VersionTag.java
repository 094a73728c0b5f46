package io.dataflow.service.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names one definition for ever: the content of an {@code ETag}, {@code 2.7}. */
public record VersionTag(int incarnation, int version) {
  private static final Pattern FORMAT = Pattern.compile("(\\d{1,9})\\.(\\d{1,9})");

  public String text() {
    return incarnation + "." + version;
  }

  public static Optional<VersionTag> parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new VersionTag(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }
}
