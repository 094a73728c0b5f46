package io.dataflow.service.slot;

import io.dataflow.service.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leases of the slots. A lease lasts for a time to live in whole seconds and can run out almost a
 * second early: a holder stops acting at the instant before it sent its last renewal + time to live
 * − 1 s − margin. A lease alone is never a guarantee (the holder may be stopped by the operating
 * system); the epoch stamped into each pipeline's stream is the fence.
 */
public interface Slots {
  /** Fixed for the life of an installation: pipelines would change slots otherwise. */
  int COUNT = 64;

  /** The slot of a pipeline, the same in every instance and release. */
  static int of(String pipelineId) {
    // The hash of Java's specification, its bits mixed as MurmurHash3 does: ids that differ in a
    // number alone spread evenly.
    int hash = pipelineId.hashCode();
    hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
    hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
    return Math.floorMod(hash ^ (hash >>> 16), COUNT);
  }

  /** The present lease, linearizable. A slot that was never taken has epoch 0 and no holder. */
  SlotLease read(int slot);

  /** All slots in order; may be a moment old. */
  List<SlotLease> readAll();

  /**
   * Takes a free slot, if nobody took it since {@code seen} was read: the epoch is part of the
   * condition, so that of several candidates with the same old picture one wins.
   *
   * @return the new lease with the next epoch; empty when somebody else was faster
   * @throws JournalUnavailableException also when the outcome is unknown: read the slot, a lease of
   *     this holder is then its own
   */
  Optional<SlotLease> acquire(SlotLease seen, SlotHolder holder, Duration timeToLive);

  /** Prolongs a lease from now on; false when it is lost. */
  boolean renew(SlotLease held, Duration timeToLive);

  /**
   * {@link #acquire} for many slots at once.
   *
   * @return the leases won; a slot whose outcome is unknown is not among them
   */
  default List<SlotLease> acquireAll(
      Collection<SlotLease> seen, SlotHolder holder, Duration timeToLive) {
    return seen.stream().flatMap(lease -> acquire(lease, holder, timeToLive).stream()).toList();
  }

  /**
   * {@link #renew} for many slots at once: one after the other, the last of them would run out on a
   * slow day.
   *
   * @return by slot, whether it was prolonged or is lost; a slot whose outcome is unknown is not
   *     among them
   */
  default Map<Integer, Boolean> renewAll(Collection<SlotLease> held, Duration timeToLive) {
    Map<Integer, Boolean> renewed = new HashMap<>();
    held.forEach(lease -> renewed.put(lease.slot(), renew(lease, timeToLive)));
    return renewed;
  }

  /** Gives a lease back; false when it was lost before. The epoch stays. */
  boolean release(SlotLease held);

  /** Makes an instance known for a time, so that the others leave it its share of the slots. */
  void announce(SlotHolder instance, Duration timeToLive);

  /** Takes an announcement back, at an orderly end. */
  void withdraw(SlotHolder instance);

  /** The instances that announced themselves lately, by instance id. */
  List<SlotHolder> instances();
}
