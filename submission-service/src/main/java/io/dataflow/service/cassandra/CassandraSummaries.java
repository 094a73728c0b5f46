package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.dataflow.service.projection.PipelineSummaries;
import io.dataflow.service.projection.PipelineSummary;
import io.dataflow.service.slot.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The sequence number is the write's timestamp: an older writer never wins. */
final class CassandraSummaries implements PipelineSummaries {
  private static final String SAVE =
      "UPDATE ${snapshot}.summaries USING TIMESTAMP ? SET summary = ? WHERE slot = ? AND"
          + " pipeline_id = ?";
  private static final String REMOVE =
      "DELETE summary FROM ${snapshot}.summaries USING TIMESTAMP ? WHERE slot = ? AND"
          + " pipeline_id = ?";
  private static final String READ = "SELECT summary FROM ${snapshot}.summaries WHERE slot = ?";

  private final CassandraConnection connection;
  private final ProjectionJson json = new ProjectionJson();

  CassandraSummaries(CassandraConnection connection) {
    this.connection = connection;
  }

  @Override
  public void save(PipelineSummary summary) {
    connection.write(
        SAVE,
        summary.sequenceNumber(),
        json.write(summary),
        Slots.of(summary.pipelineId()),
        summary.pipelineId());
  }

  @Override
  public void remove(String pipelineId, long sequenceNumber) {
    connection.write(REMOVE, sequenceNumber, Slots.of(pipelineId), pipelineId);
  }

  @Override
  public List<PipelineSummary> readAll() {
    List<PipelineSummary> all = new ArrayList<>();
    List<BoundStatement> reads =
        IntStream.range(0, Slots.COUNT)
            .mapToObj(slot -> connection.bind(READ, slot).setIdempotent(true))
            .toList();
    connection.readMany(
        reads,
        row -> json.read(row.getString("summary"), PipelineSummary.class).ifPresent(all::add));
    return all;
  }
}
