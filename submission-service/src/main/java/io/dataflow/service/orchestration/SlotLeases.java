package io.dataflow.service.orchestration;

import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.SlotLease;
import io.dataflow.service.slot.Slots;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slots this instance holds: its share is taken when free, renewed in time, given back when
 * another instance comes, and given up before a lease that could not be renewed can run out. One
 * thread steps; any thread reads.
 */
public final class SlotLeases {
  private static final Logger LOG = LoggerFactory.getLogger(SlotLeases.class);

  /** For what a clock or a thread may be late by. */
  private static final Duration MARGIN = Duration.ofMillis(500);

  private final Slots slots;
  private final SlotHolder self;
  private final Duration timeToLive;
  private final LongSupplier nanoTime;
  private final Map<Integer, Tenure> held = new ConcurrentHashMap<>();
  private final Map<Integer, Long> renewedAt = new ConcurrentHashMap<>();

  /**
   * @param timeToLive of a lease, in whole seconds, at least 4
   * @param nanoTime monotonic
   */
  public SlotLeases(Slots slots, SlotHolder self, Duration timeToLive, LongSupplier nanoTime) {
    this.slots = slots;
    this.self = self;
    this.timeToLive = timeToLive;
    this.nanoTime = nanoTime;
  }

  /** The tenure of a pipeline's slot, while it may be acted on. */
  public Optional<Tenure> of(String pipelineId) {
    return Optional.ofNullable(held.get(Slots.of(pipelineId))).filter(Tenure::isHeld);
  }

  /** Everything held now. */
  public Collection<Tenure> held() {
    return held.values().stream().filter(Tenure::isHeld).toList();
  }

  /**
   * Renews, gives up, takes: call it about once a second. Nothing may be done in a slot that was
   * taken before it is swept.
   *
   * @throws JournalUnavailableException when the store does not answer; what is held stays held
   *     until its time is over
   */
  public void step() {
    giveUpExpired();
    renewDue();
    slots.announce(self, presence());
    List<SlotLease> leases = slots.readAll();
    int instances = Math.max(1, slots.instances().size());
    int share = (Slots.COUNT + instances - 1) / instances;
    releaseBeyond(share);
    take(
        leases.stream()
            .filter(lease -> !held.containsKey(lease.slot()))
            .filter(lease -> lease.isFree() || lease.isHeldBy(self))
            .limit(Math.max(0, share - held.size()))
            .toList());
  }

  /** At an orderly end: whoever is there may go on at once. */
  public void releaseAll() {
    for (Tenure tenure : List.copyOf(held.values())) {
      release(tenure);
    }
    slots.withdraw(self);
  }

  /**
   * Over before the first lease of an instance that died runs out: from then on nothing is kept
   * free for it. One that is only slow keeps what it holds and gets its share again.
   */
  private Duration presence() {
    return Duration.ofSeconds(timeToLive.toSeconds() * 2 / 3);
  }

  private void giveUpExpired() {
    held.values()
        .removeIf(
            tenure -> {
              if (!tenure.isHeld()) {
                LOG.warn("Slot {}: the lease of epoch {} is over", tenure.slot(), tenure.epoch());
                tenure.end();
                return true;
              }
              return false;
            });
  }

  private void renewDue() {
    long now = nanoTime.getAsLong();
    List<Tenure> due =
        held.values().stream()
            .filter(
                tenure ->
                    now - renewedAt.getOrDefault(tenure.slot(), 0L) >= timeToLive.toNanos() / 3)
            .toList();
    if (due.isEmpty()) {
      return;
    }
    long sentAt = nanoTime.getAsLong();
    Map<Integer, Boolean> renewed =
        slots.renewAll(due.stream().map(Tenure::lease).toList(), timeToLive);
    for (Tenure tenure : due) {
      Optional<Boolean> outcome = Optional.ofNullable(renewed.get(tenure.slot()));
      if (outcome.isPresent() && outcome.get()) {
        prolong(tenure, sentAt);
      } else if (outcome.isPresent()) {
        LOG.warn("Slot {}: the lease of epoch {} was lost", tenure.slot(), tenure.epoch());
        tenure.end();
        held.remove(tenure.slot());
      }
    }
  }

  private void take(List<SlotLease> seen) {
    if (seen.isEmpty()) {
      return;
    }
    long sentAt = nanoTime.getAsLong();
    slots
        .acquireAll(seen.stream().filter(SlotLease::isFree).toList(), self, timeToLive)
        .forEach(lease -> hold(lease, sentAt));
    // Acquired before, and the answer was lost.
    List<SlotLease> own = seen.stream().filter(lease -> lease.isHeldBy(self)).toList();
    Map<Integer, Boolean> renewed = slots.renewAll(own, timeToLive);
    own.stream()
        .filter(lease -> renewed.getOrDefault(lease.slot(), false))
        .forEach(lease -> hold(lease, sentAt));
  }

  private void hold(SlotLease won, long sentAt) {
    Tenure tenure = new Tenure(won, nanoTime);
    prolong(tenure, sentAt);
    held.put(won.slot(), tenure);
  }

  private void prolong(Tenure tenure, long sentAt) {
    tenure.prolong(sentAt, timeToLive, MARGIN);
    renewedAt.put(tenure.slot(), sentAt);
  }

  private void releaseBeyond(int share) {
    List<Tenure> surplus = List.copyOf(held.values());
    for (int i = share; i < surplus.size(); i++) {
      release(surplus.get(i));
    }
  }

  private void release(Tenure tenure) {
    tenure.end();
    held.remove(tenure.slot());
    slots.release(tenure.lease());
  }
}
