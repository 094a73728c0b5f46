package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.SlotLease;
import io.dataflow.service.slot.Slots;
import io.dataflow.service.slot.TestingSlots;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HttpPokeSenderITCase {
  private static final SlotHolder SELF = new SlotHolder("here", "http://127.0.0.1:1");

  @Test
  void theOwnerElsewhereIsPokedAtTheAddressInItsLease() {
    try (TestingApi other = new TestingApi()) {
      TestingSlots slots = new TestingSlots(other.faults, System::nanoTime);
      SlotLease free = slots.read(Slots.of("orders"));
      SlotHolder holder = new SlotHolder("there", "http://127.0.0.1:" + other.port());
      assertThat(slots.acquire(free, holder, Duration.ofMinutes(1))).isPresent();
      try (HttpPokeSender sender = new HttpPokeSender(id -> false, slots, SELF, Optional.empty())) {
        sender.poke("orders");
        while (!other.pokes.contains("orders")) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @Test
  void anOwnerThatIsNotThereHarmsNobody() {
    try (TestingApi api = new TestingApi()) {
      TestingSlots slots = new TestingSlots(api.faults, System::nanoTime);
      try (HttpPokeSender sender =
          new HttpPokeSender(id -> id.equals("mine"), slots, SELF, Optional.of("token"))) {
        sender.poke("mine");
        sender.poke("nobodys");
        api.faults.unreachable();
        sender.poke("unknown");
      }
      assertThat(api.pokes).isEmpty();
    }
  }
}
