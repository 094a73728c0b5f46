package io.dataflow.service.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What marks, catalogue and progress promise. Each test uses a pipeline of its own. */
public abstract class FeedContract {
  private final String id = "p-" + UUID.randomUUID();
  private final int slot = Slots.of(id);

  protected abstract Marks marks();

  protected abstract Catalogue catalogue();

  protected abstract Progress progress();

  private List<Mark> own() {
    return marks().read(slot).stream().filter(mark -> mark.pipelineId().equals(id)).toList();
  }

  @Test
  void everyMarkIsARowOfItsOwn() {
    Mark first = marks().add(id);
    Mark second = marks().add(id);
    assertThat(first.id()).isNotEqualTo(second.id());
    assertThat(own()).containsExactlyInAnyOrder(first, second);
    marks().delete(List.of(first));
    assertThat(own()).containsExactly(second);
    marks().delete(List.of(first, second));
    assertThat(own()).isEmpty();
    marks().delete(List.of());
    Mark third = marks().add(id);
    assertThat(own()).containsExactly(third);
  }

  @Test
  void marksAreSeenInTheirSlotAlone() {
    marks().add(id);
    for (int other = 0; other < Slots.COUNT; other++) {
      boolean seen = marks().read(other).stream().anyMatch(m -> m.pipelineId().equals(id));
      assertThat(seen).isEqualTo(other == slot);
    }
  }

  @Test
  void theCatalogueKeepsEveryPipelineOnce() {
    assertThat(catalogue().pipelines(slot)).doesNotContain(id);
    catalogue().add(id);
    catalogue().add(id);
    assertThat(catalogue().pipelines(slot)).containsOnlyOnce(id);
    assertThat(catalogue().pipelines((slot + 1) % Slots.COUNT)).doesNotContain(id);
  }

  @Test
  void progressMovesFromWhatWasSeen() {
    HandledUpTo three = new HandledUpTo(3, 7, false);
    HandledUpTo five = new HandledUpTo(5, 8, true);
    assertThat(progress().read(id)).isEqualTo(HandledUpTo.NOTHING);
    assertThat(progress().readSlot(slot)).doesNotContainKey(id);
    assertThat(progress().advance(id, HandledUpTo.NOTHING, three)).isTrue();
    assertThat(progress().advance(id, HandledUpTo.NOTHING, five)).isFalse();
    assertThat(progress().advance(id, three, five)).isTrue();
    // The former owner comes late.
    assertThat(progress().advance(id, three, new HandledUpTo(4, 7, false))).isFalse();
    assertThat(progress().read(id)).isEqualTo(five);
    assertThat(progress().readSlot(slot)).containsAllEntriesOf(Map.of(id, five));
  }

  @Test
  void aNewOwnerStampsItsEpochWithoutNewEvents() {
    HandledUpTo old = new HandledUpTo(3, 7, true);
    HandledUpTo taken = new HandledUpTo(3, 8, true);
    progress().advance(id, HandledUpTo.NOTHING, old);
    assertThat(progress().advance(id, old, taken)).isTrue();
    assertThat(progress().advance(id, old, new HandledUpTo(4, 7, true))).isFalse();
  }

  @Test
  void progressDoesNotGoBack() {
    HandledUpTo seen = new HandledUpTo(3, 7, true);
    assertThatThrownBy(() -> progress().advance(id, seen, new HandledUpTo(2, 7, true)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> progress().advance(id, seen, new HandledUpTo(4, 6, true)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
