package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/** {@code ttl} of steps with state: a duration, or {@code none} for ever. */
final class TimeToLive {
  static final String NONE = "none";

  private TimeToLive() {}

  /**
   * @return empty where a diagnostic says why; else the duration, or nothing for ever, which is
   *     also what a missing member means
   */
  static Optional<Optional<Duration>> read(ObjectCursor config) {
    Optional<JsonNode> written = config.raw("ttl");
    if (written.isEmpty() || NONE.equals(written.get().asText())) {
      return Optional.of(Optional.empty());
    }
    Optional<Duration> ttl = config.duration("ttl");
    if (ttl.isEmpty()) {
      return Optional.empty();
    } else if (ttl.get().isZero()) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              config.pointer("ttl"),
              "a ttl of 0 remembers nothing",
              "write how long, or \"none\" to remember for ever");
      return Optional.empty();
    }
    return Optional.of(ttl);
  }
}
