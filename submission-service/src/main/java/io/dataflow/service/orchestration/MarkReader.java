package io.dataflow.service.orchestration;

import io.dataflow.service.journal.Journal;
import io.dataflow.service.slot.Mark;
import io.dataflow.service.slot.Marks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The marks of the slots held here. A mark comes before its append, so a pipeline with a young mark
 * is watched until its stream has grown; a mark is deleted only when it was known for longer than
 * the longest append, by this instance's own monotonic clock. Not thread-safe.
 */
final class MarkReader {
  /** Longer than the deadline of an append. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Marks marks;
  private final Journal journal;
  private final LongSupplier nanoTime;
  private final Map<UUID, Known> known = new HashMap<>();
  private final Map<String, Long> heads = new HashMap<>();

  private record Known(Mark mark, long seenAt) {}

  MarkReader(Marks marks, Journal journal, LongSupplier nanoTime) {
    this.marks = marks;
    this.journal = journal;
    this.nanoTime = nanoTime;
  }

  /** Reads the marks of a slot; pipelines with new ones are reported. */
  void read(int slot, Consumer<String> changed) {
    long now = nanoTime.getAsLong();
    List<Mark> old = new ArrayList<>();
    for (Mark mark : marks.read(slot)) {
      Known first = known.get(mark.id());
      if (first == null) {
        known.put(mark.id(), new Known(mark, now));
        changed.accept(mark.pipelineId());
      } else if (now - first.seenAt() > GRACE.toNanos()) {
        old.add(mark);
      }
    }
    if (!old.isEmpty()) {
      marks.delete(old);
    }
  }

  /** Pipelines with young marks whose streams grew since the last look are reported. */
  void watchYoung(Consumer<String> changed) {
    long now = nanoTime.getAsLong();
    known.values().removeIf(mark -> now - mark.seenAt() > 2 * GRACE.toNanos());
    Set<String> young = new HashSet<>();
    for (Known mark : known.values()) {
      if (now - mark.seenAt() <= GRACE.toNanos()) {
        young.add(mark.mark().pipelineId());
      }
    }
    heads.keySet().retainAll(young);
    if (young.isEmpty()) {
      return;
    }
    journal
        .heads(young)
        .forEach(
            (pipelineId, head) -> {
              Long before = heads.put(pipelineId, head);
              if (before == null || before < head) {
                changed.accept(pipelineId);
              }
            });
  }

  /** Of a slot that is not held any more. */
  void forget(int slot) {
    known.values().removeIf(mark -> mark.mark().slot() == slot);
  }
}
