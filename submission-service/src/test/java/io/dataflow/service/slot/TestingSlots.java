package io.dataflow.service.slot;

import io.dataflow.service.journal.TestingFaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Leases in memory; they run out a second early, as the real ones may. */
public final class TestingSlots implements Slots {
  private static final long EARLY_NANOS = Duration.ofSeconds(1).toNanos();

  private final TestingFaults faults;
  private final LongSupplier nanoTime;
  private final Map<Integer, Held> leases = new TreeMap<>();
  private final Map<String, Announced> instances = new TreeMap<>();

  private record Held(SlotLease lease, long endsAt) {}

  private record Announced(SlotHolder instance, long endsAt) {}

  /**
   * @param nanoTime the store's clock
   */
  public TestingSlots(TestingFaults faults, LongSupplier nanoTime) {
    this.faults = faults;
    this.nanoTime = nanoTime;
  }

  @Override
  public SlotLease read(int slot) {
    return faults.read("slots.read", () -> present(slot));
  }

  @Override
  public List<SlotLease> readAll() {
    return faults.read(
        "slots.readAll",
        () -> {
          List<SlotLease> all = new ArrayList<>();
          for (int slot = 0; slot < COUNT; slot++) {
            all.add(present(slot));
          }
          return all;
        });
  }

  @Override
  public Optional<SlotLease> acquire(SlotLease seen, SlotHolder holder, Duration timeToLive) {
    return faults.write("slots.acquire", () -> acquireNow(seen, holder, timeToLive));
  }

  private synchronized Optional<SlotLease> acquireNow(
      SlotLease seen, SlotHolder holder, Duration timeToLive) {
    SlotLease present = present(seen.slot());
    if (!seen.isFree() || !present.isFree() || present.epoch() != seen.epoch()) {
      return Optional.empty();
    }
    SlotLease next = new SlotLease(seen.slot(), Optional.of(holder), seen.epoch() + 1);
    leases.put(seen.slot(), new Held(next, endOf(timeToLive)));
    return Optional.of(next);
  }

  @Override
  public boolean renew(SlotLease held, Duration timeToLive) {
    return faults.write("slots.renew", () -> renewNow(held, timeToLive));
  }

  private synchronized boolean renewNow(SlotLease held, Duration timeToLive) {
    if (!isPresent(held)) {
      return false;
    }
    leases.put(held.slot(), new Held(held, endOf(timeToLive)));
    return true;
  }

  @Override
  public boolean release(SlotLease held) {
    return faults.write("slots.release", () -> releaseNow(held));
  }

  private synchronized boolean releaseNow(SlotLease held) {
    if (!isPresent(held)) {
      return false;
    }
    SlotLease free = new SlotLease(held.slot(), Optional.empty(), held.epoch());
    leases.put(held.slot(), new Held(free, Long.MIN_VALUE));
    return true;
  }

  @Override
  public void announce(SlotHolder instance, Duration timeToLive) {
    faults.run(
        "slots.announce",
        () -> {
          synchronized (this) {
            instances.put(instance.instanceId(), new Announced(instance, endOf(timeToLive)));
          }
        });
  }

  @Override
  public void withdraw(SlotHolder instance) {
    faults.run(
        "slots.withdraw",
        () -> {
          synchronized (this) {
            instances.remove(instance.instanceId());
          }
        });
  }

  @Override
  public List<SlotHolder> instances() {
    return faults.read("slots.instances", this::announced);
  }

  private synchronized List<SlotHolder> announced() {
    return instances.values().stream()
        .filter(announced -> nanoTime.getAsLong() < announced.endsAt())
        .map(Announced::instance)
        .toList();
  }

  private synchronized SlotLease present(int slot) {
    Held held = leases.get(slot);
    if (held == null) {
      return new SlotLease(slot, Optional.empty(), 0);
    }
    return nanoTime.getAsLong() < held.endsAt()
        ? held.lease()
        : new SlotLease(slot, Optional.empty(), held.lease().epoch());
  }

  private boolean isPresent(SlotLease held) {
    SlotLease present = present(held.slot());
    return present.epoch() == held.epoch() && present.isHeldBy(held.holder().orElseThrow());
  }

  private long endOf(Duration timeToLive) {
    return nanoTime.getAsLong()
        + Duration.ofSeconds(timeToLive.toSeconds()).toNanos()
        - EARLY_NANOS;
  }
}
