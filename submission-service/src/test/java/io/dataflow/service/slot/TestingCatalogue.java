package io.dataflow.service.slot;

import io.dataflow.service.journal.TestingFaults;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A catalogue in memory. */
public final class TestingCatalogue implements Catalogue {
  private final TestingFaults faults;
  private final Set<String> ids = new TreeSet<>();

  public TestingCatalogue(TestingFaults faults) {
    this.faults = faults;
  }

  @Override
  public void add(String pipelineId) {
    faults.run("catalogue.add", () -> addNow(pipelineId));
  }

  private synchronized void addNow(String pipelineId) {
    ids.add(pipelineId);
  }

  @Override
  public List<String> pipelines(int slot) {
    return faults.read("catalogue.pipelines", () -> present(slot));
  }

  private synchronized List<String> present(int slot) {
    return ids.stream().filter(id -> Slots.of(id) == slot).toList();
  }
}
