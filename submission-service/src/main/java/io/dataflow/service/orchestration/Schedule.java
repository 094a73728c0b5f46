package io.dataflow.service.orchestration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * When each pipeline is due, and that it has one pass at a time: a pipeline that becomes due during
 * its pass has another one right after it. Thread-safe.
 */
final class Schedule {
  private static final long NEVER = Long.MAX_VALUE;

  private final LongSupplier nanoTime;
  private final long origin;
  private final Map<String, Entry> entries = new HashMap<>();

  private static final class Entry {
    private long dueAt;
    private boolean running;
    private boolean poked;
  }

  Schedule(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.origin = nanoTime.getAsLong();
  }

  /** Something may have happened: due now. */
  synchronized void poke(String pipelineId) {
    Entry entry = entries.computeIfAbsent(pipelineId, id -> new Entry());
    entry.dueAt = now();
    entry.poked = entry.running;
  }

  /** The pipelines whose passes begin now, those waiting longest first. */
  synchronized List<String> takeDue() {
    long now = now();
    List<Map.Entry<String, Entry>> due = new ArrayList<>();
    for (Map.Entry<String, Entry> entry : entries.entrySet()) {
      if (!entry.getValue().running && entry.getValue().dueAt <= now) {
        due.add(entry);
      }
    }
    due.sort(Comparator.comparingLong(entry -> entry.getValue().dueAt));
    due.forEach(
        entry -> {
          entry.getValue().running = true;
          entry.getValue().poked = false;
        });
    return due.stream().map(Map.Entry::getKey).toList();
  }

  /** A pass is over, the next one is due then. */
  synchronized void done(String pipelineId, Duration next) {
    Entry entry = entries.computeIfAbsent(pipelineId, id -> new Entry());
    entry.running = false;
    entry.dueAt = entry.poked ? now() : now() + next.toNanos();
  }

  /** A pass is over and nothing is left to do, unless it was poked meanwhile. */
  synchronized void rest(String pipelineId) {
    Entry entry = entries.get(pipelineId);
    if (entry != null && entry.poked) {
      done(pipelineId, Duration.ZERO);
    } else {
      entries.remove(pipelineId);
    }
  }

  synchronized boolean contains(String pipelineId) {
    return entries.containsKey(pipelineId);
  }

  synchronized List<String> pipelines() {
    return List.copyOf(entries.keySet());
  }

  /** How long nothing is due; at most {@code longest}. */
  synchronized Duration idle(Duration longest) {
    long next =
        entries.values().stream()
            .filter(entry -> !entry.running)
            .mapToLong(entry -> entry.dueAt)
            .min()
            .orElse(NEVER);
    long wait = next == NEVER ? longest.toNanos() : Math.max(0, next - now());
    return Duration.ofNanos(Math.min(wait, longest.toNanos()));
  }

  private long now() {
    return nanoTime.getAsLong() - origin;
  }
}
