package io.dataflow.service.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * A command that was carried out under an idempotency key.
 *
 * @param firstSequenceNumber of its events; the first is the request
 * @param lastSequenceNumber of its events
 */
public record RecentCommand(
    IdempotencyKey key, long firstSequenceNumber, long lastSequenceNumber, Instant time) {
  public RecentCommand {
    Objects.requireNonNull(key);
    Objects.requireNonNull(time);
  }

  /** The same command with one more event. */
  public RecentCommand withLast(long sequenceNumber) {
    return new RecentCommand(key, firstSequenceNumber, sequenceNumber, time);
  }
}
