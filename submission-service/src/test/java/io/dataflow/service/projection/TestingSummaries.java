package io.dataflow.service.projection;

import io.dataflow.service.journal.TestingFaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Summaries in memory. */
public final class TestingSummaries implements PipelineSummaries {
  private final TestingFaults faults;
  private final Map<String, Row> rows = new TreeMap<>();

  private record Row(long sequenceNumber, Optional<PipelineSummary> summary) {
    Row laterOf(Row other) {
      return other.sequenceNumber > sequenceNumber ? other : this;
    }
  }

  public TestingSummaries(TestingFaults faults) {
    this.faults = faults;
  }

  @Override
  public void save(PipelineSummary summary) {
    put("summaries.save", summary.pipelineId(), summary.sequenceNumber(), Optional.of(summary));
  }

  @Override
  public void remove(String pipelineId, long sequenceNumber) {
    put("summaries.remove", pipelineId, sequenceNumber, Optional.empty());
  }

  private void put(
      String operation, String pipelineId, long sequenceNumber, Optional<PipelineSummary> summary) {
    faults.run(
        operation,
        () -> {
          synchronized (this) {
            rows.merge(pipelineId, new Row(sequenceNumber, summary), Row::laterOf);
          }
        });
  }

  @Override
  public List<PipelineSummary> readAll() {
    return faults.read("summaries.readAll", this::present);
  }

  private synchronized List<PipelineSummary> present() {
    return rows.values().stream().flatMap(row -> row.summary().stream()).toList();
  }
}
