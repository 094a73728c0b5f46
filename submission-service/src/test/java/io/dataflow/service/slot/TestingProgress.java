package io.dataflow.service.slot;

import io.dataflow.service.journal.TestingFaults;
import java.util.HashMap;
import java.util.Map;

/** Progress in memory. */
public final class TestingProgress implements Progress {
  private final TestingFaults faults;
  private final Map<String, HandledUpTo> handled = new HashMap<>();

  public TestingProgress(TestingFaults faults) {
    this.faults = faults;
  }

  @Override
  public HandledUpTo read(String pipelineId) {
    return faults.read("progress.read", () -> present(pipelineId));
  }

  private synchronized HandledUpTo present(String pipelineId) {
    return handled.getOrDefault(pipelineId, HandledUpTo.NOTHING);
  }

  @Override
  public Map<String, HandledUpTo> readSlot(int slot) {
    return faults.read("progress.readSlot", () -> presentOf(slot));
  }

  private synchronized Map<String, HandledUpTo> presentOf(int slot) {
    Map<String, HandledUpTo> of = new HashMap<>(handled);
    of.keySet().removeIf(id -> Slots.of(id) != slot);
    return of;
  }

  @Override
  public boolean advance(String pipelineId, HandledUpTo seen, HandledUpTo next) {
    HandledUpTo.requireForward(seen, next);
    return faults.write("progress.advance", () -> advanceNow(pipelineId, seen, next));
  }

  private synchronized boolean advanceNow(String pipelineId, HandledUpTo seen, HandledUpTo next) {
    HandledUpTo there = present(pipelineId);
    if (there.sequenceNumber() != seen.sequenceNumber() || there.epoch() != seen.epoch()) {
      return false;
    }
    handled.put(pipelineId, next);
    return true;
  }
}
