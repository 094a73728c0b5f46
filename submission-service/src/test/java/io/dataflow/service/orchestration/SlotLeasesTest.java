package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.journal.TestingFaults;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.Slots;
import io.dataflow.service.slot.TestingSlots;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlotLeasesTest {
  private static final Duration TIME_TO_LIVE = Duration.ofSeconds(10);

  private final AtomicLong now = new AtomicLong();
  private final TestingSlots slots = new TestingSlots(new TestingFaults(), now::get);
  private final SlotLeases one = instance("one");
  private final SlotLeases other = instance("other");

  private SlotLeases instance(String id) {
    return new SlotLeases(slots, new SlotHolder(id, "http://" + id), TIME_TO_LIVE, now::get);
  }

  private void second(SlotLeases... stepping) {
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    for (SlotLeases leases : stepping) {
      leases.step();
    }
  }

  private void share() {
    for (int i = 0; i < 5; i++) {
      second(one, other);
    }
    assertThat(one.held()).hasSize(Slots.COUNT / 2);
    assertThat(other.held()).hasSize(Slots.COUNT / 2);
  }

  @Test
  void allSlotsOfAnInstanceThatDiedAreTakenWhenItsLeasesHaveRunOut() {
    share();
    for (int i = 0; i <= TIME_TO_LIVE.toSeconds(); i++) {
      second(other);
    }
    assertThat(other.held()).hasSize(Slots.COUNT);
  }

  /** It is not counted for a while, and nothing is taken from it. */
  @Test
  void anInstanceThatIsSlowKeepsItsShare() {
    share();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 5; j++) {
        second(other);
      }
      second(one, other);
    }
    assertThat(one.held()).hasSize(Slots.COUNT / 2);
    assertThat(other.held()).hasSize(Slots.COUNT / 2);
  }

  @Test
  void anInstanceThatComesBackGetsItsShareAgain() {
    share();
    for (int i = 0; i <= TIME_TO_LIVE.toSeconds(); i++) {
      second(other);
    }
    share();
  }
}
