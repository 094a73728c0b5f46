package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A long operation, folded from the event that asked for it.
 *
 * @param id {@code <pipelineId>~<sequence number of the request event>}
 * @param kind {@code start stop pause restart delete snapshot ...}
 * @param message what happened last, or why it failed
 * @param result names and values that the operation produced
 */
public record Operation(
    String id,
    String kind,
    State state,
    Instant startedAt,
    Optional<Instant> endedAt,
    String message,
    Map<String, String> result) {

  /** How far it came. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    FAILED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Operation {
    result = Map.copyOf(result);
  }

  public static String id(String pipelineId, long sequenceNumber) {
    return pipelineId + "~" + sequenceNumber;
  }
}
