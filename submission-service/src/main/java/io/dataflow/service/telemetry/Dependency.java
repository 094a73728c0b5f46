package io.dataflow.service.telemetry;

import java.time.Instant;

/**
 * What was last seen of something that the service needs.
 *
 * @param required whether the service is not ready without it
 * @param detail what was seen, or what is waited for
 * @param since when this state began
 * @param observedAt when it was last looked at
 */
public record Dependency(
    String name, boolean required, State state, String detail, Instant since, Instant observedAt) {
  /** {@link #UNKNOWN} until it was looked at for the first time. */
  public enum State {
    UP,
    DOWN,
    UNKNOWN
  }

  public boolean up() {
    return state == State.UP;
  }
}
