package io.dataflow.service.orchestration;

import io.dataflow.service.slot.SlotLease;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One slot held in one epoch. Whoever acts asks before every call that leaves the house: a lease
 * can run out almost a second before its time to live is over.
 */
public final class Tenure {
  private static final Duration EARLY_EXPIRY = Duration.ofSeconds(1);

  private final SlotLease lease;
  private final LongSupplier nanoTime;
  private final Set<String> stamped = ConcurrentHashMap.newKeySet();
  private volatile long actUntil;
  private volatile boolean ended;

  Tenure(SlotLease lease, LongSupplier nanoTime) {
    this.lease = lease;
    this.nanoTime = nanoTime;
  }

  /**
   * @param sentAt when the request that was answered with success was sent
   */
  void prolong(long sentAt, Duration timeToLive, Duration margin) {
    actUntil = sentAt + timeToLive.minus(EARLY_EXPIRY).minus(margin).toNanos();
  }

  void end() {
    ended = true;
  }

  SlotLease lease() {
    return lease;
  }

  int slot() {
    return lease.slot();
  }

  long epoch() {
    return lease.epoch();
  }

  /** Whether its holder may still act. */
  boolean isHeld() {
    return !ended && actUntil - nanoTime.getAsLong() > 0;
  }

  /** Pipelines whose streams carry this epoch. */
  Set<String> stamped() {
    return stamped;
  }
}
