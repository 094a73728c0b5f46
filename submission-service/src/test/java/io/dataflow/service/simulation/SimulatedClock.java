package io.dataflow.service.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that passes only when it is told to. */
final class SimulatedClock extends Clock {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private long nanos = Duration.ofDays(1).toNanos();

  long nanos() {
    return nanos;
  }

  void advance(Duration time) {
    nanos += time.toNanos();
  }

  void advanceTo(long to) {
    nanos = Math.max(nanos, to);
  }

  @Override
  public Instant instant() {
    return BEGIN.plusNanos(nanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
