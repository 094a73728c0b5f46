package io.dataflow.service.projection;

import io.dataflow.service.journal.TestingFaults;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Totals in memory. */
public final class TestingTotals implements Totals {
  private final TestingFaults faults;
  private final Map<String, Row> rows = new HashMap<>();

  private record Row(long stamp, PipelineTotals totals) {
    Row laterOf(Row other) {
      return other.stamp > stamp ? other : this;
    }
  }

  public TestingTotals(TestingFaults faults) {
    this.faults = faults;
  }

  @Override
  public Optional<PipelineTotals> read(String pipelineId) {
    return faults.read("totals.read", () -> present(pipelineId));
  }

  private synchronized Optional<PipelineTotals> present(String pipelineId) {
    return Optional.ofNullable(rows.get(pipelineId)).map(Row::totals);
  }

  @Override
  public void save(PipelineTotals totals, long epoch, long writeNumber) {
    Row row = new Row(Totals.writeStamp(epoch, writeNumber), totals);
    faults.run(
        "totals.save",
        () -> {
          synchronized (this) {
            rows.merge(totals.pipelineId(), row, Row::laterOf);
          }
        });
  }
}
