package io.dataflow.service.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What leases promise. Each test uses slots of its own. */
public abstract class SlotsContract {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final SlotHolder ANN = new SlotHolder("ann-1", "http://ann");
  private static final SlotHolder BOB = new SlotHolder("bob-1", "http://bob");

  protected abstract Slots slots();

  /** Lets so much of the store's time pass. */
  protected abstract void pass(Duration time);

  private SlotLease take(int slot, SlotHolder holder, Duration timeToLive) {
    return slots().acquire(slots().read(slot), holder, timeToLive).orElseThrow();
  }

  @Test
  void aSlotIsTakenRenewedReleasedAndTakenByAnother() {
    assertThat(slots().read(1)).isEqualTo(new SlotLease(1, Optional.empty(), 0));
    SlotLease ann = take(1, ANN, LONG);
    assertThat(ann).isEqualTo(new SlotLease(1, Optional.of(ANN), 1));
    assertThat(slots().read(1)).isEqualTo(ann);
    assertThat(slots().renew(ann, LONG)).isTrue();
    assertThat(slots().acquire(slots().read(1), BOB, LONG)).isEmpty();
    assertThat(slots().release(ann)).isTrue();
    assertThat(slots().read(1)).isEqualTo(new SlotLease(1, Optional.empty(), 1));
    assertThat(slots().renew(ann, LONG)).isFalse();
    assertThat(slots().release(ann)).isFalse();
    assertThat(take(1, BOB, LONG).epoch()).isEqualTo(2);
  }

  @Test
  void anOldPictureDoesNotTakeASlot() {
    SlotLease before = slots().read(2);
    SlotLease ann = take(2, ANN, LONG);
    assertThat(slots().acquire(before, BOB, LONG)).isEmpty();
    slots().release(ann);
    // Free again, but somebody was there meanwhile.
    assertThat(slots().acquire(before, BOB, LONG)).isEmpty();
    assertThat(slots().acquire(slots().read(2), BOB, LONG)).isPresent();
  }

  @Test
  void aLeaseRunsOutAndItsEpochStays() {
    SlotLease ann = take(3, ANN, SHORT);
    pass(SHORT);
    assertThat(slots().read(3)).isEqualTo(new SlotLease(3, Optional.empty(), 1));
    assertThat(slots().renew(ann, LONG)).isFalse();
    SlotLease bob = take(3, BOB, LONG);
    assertThat(bob.epoch()).isEqualTo(2);
    assertThat(slots().renew(ann, LONG)).isFalse();
    assertThat(slots().release(ann)).isFalse();
    assertThat(slots().read(3)).isEqualTo(bob);
  }

  @Test
  void aRestartedInstanceDoesNotHoldTheLeaseOfItsFormerLife() {
    SlotLease old = take(4, ANN, LONG);
    SlotHolder again = new SlotHolder("ann-2", "http://ann");
    assertThat(slots().read(4).isHeldBy(again)).isFalse();
    assertThat(slots().renew(new SlotLease(4, Optional.of(again), old.epoch()), LONG)).isFalse();
  }

  @Test
  void allSlotsAreListedInOrder() {
    SlotLease held = take(5, ANN, LONG);
    List<SlotLease> all = slots().readAll();
    assertThat(all).hasSize(Slots.COUNT);
    assertThat(all.get(5)).isEqualTo(held);
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      assertThat(all.get(slot).slot()).isEqualTo(slot);
    }
  }

  @Test
  void ofManyCandidatesExactlyOneTakesEachSlot() throws Exception {
    int candidates = 3;
    ExecutorService threads = Executors.newFixedThreadPool(candidates);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<List<Integer>>> running = new ArrayList<>();
      for (int candidate = 0; candidate < candidates; candidate++) {
        SlotHolder holder = new SlotHolder("racer-" + candidate, "http://racer");
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  List<Integer> won = new ArrayList<>();
                  for (int slot = 32; slot < Slots.COUNT; slot++) {
                    if (slots().acquire(slots().read(slot), holder, LONG).isPresent()) {
                      won.add(slot);
                    }
                  }
                  return won;
                }));
      }
      start.countDown();
      List<Integer> won = new ArrayList<>();
      for (Future<List<Integer>> one : running) {
        won.addAll(one.get());
      }
      assertThat(won).hasSize(Slots.COUNT - 32).doesNotHaveDuplicates();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void announcedInstancesAreKnownForATime() {
    slots().announce(BOB, LONG);
    slots().announce(ANN, SHORT);
    assertThat(slots().instances()).containsExactly(ANN, BOB);
    pass(SHORT);
    assertThat(slots().instances()).containsExactly(BOB);
    slots().withdraw(BOB);
    assertThat(slots().instances()).isEmpty();
  }
}
