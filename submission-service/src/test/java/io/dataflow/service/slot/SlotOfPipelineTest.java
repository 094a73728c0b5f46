package io.dataflow.service.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotOfPipelineTest {

  /** A changed hash would hide every stored pipeline from its owner. */
  @Test
  void theSlotOfAPipelineNeverChanges() {
    assertThat(Slots.of("orders")).isEqualTo(27);
    assertThat(Slots.of("a")).isEqualTo(25);
    assertThat(Slots.of("3b241101-e2bb-4255-8caf-4136c566a962")).isEqualTo(3);
  }

  @Test
  void pipelinesSpreadOverAllSlots() {
    int[] perSlot = new int[Slots.COUNT];
    IntStream.range(0, 6400).forEach(n -> perSlot[Slots.of("orders-" + n)]++);
    for (int count : perSlot) {
      assertThat(count).isBetween(60, 160);
    }
  }
}
