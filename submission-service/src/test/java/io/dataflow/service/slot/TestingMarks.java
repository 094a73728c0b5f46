package io.dataflow.service.slot;

import io.dataflow.service.journal.TestingFaults;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Marks in memory. */
public final class TestingMarks implements Marks {
  private final TestingFaults faults;
  private final Map<UUID, Mark> marks = new TreeMap<>();
  private long added;

  public TestingMarks(TestingFaults faults) {
    this.faults = faults;
  }

  @Override
  public Mark add(String pipelineId) {
    return faults.write("marks.add", () -> addNow(pipelineId));
  }

  private synchronized Mark addNow(String pipelineId) {
    Mark mark = new Mark(Slots.of(pipelineId), pipelineId, new UUID(0x1000, ++added));
    marks.put(mark.id(), mark);
    return mark;
  }

  @Override
  public List<Mark> read(int slot) {
    return faults.read("marks.read", () -> present(slot));
  }

  private synchronized List<Mark> present(int slot) {
    return marks.values().stream().filter(mark -> mark.slot() == slot).toList();
  }

  @Override
  public void delete(Collection<Mark> seen) {
    faults.run("marks.delete", () -> deleteNow(seen));
  }

  private synchronized void deleteNow(Collection<Mark> seen) {
    seen.forEach(mark -> marks.remove(mark.id()));
  }
}
