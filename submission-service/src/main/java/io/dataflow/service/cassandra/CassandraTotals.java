package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.dataflow.service.projection.PipelineTotals;
import io.dataflow.service.projection.Totals;
import java.util.Optional;

/** The owner's epoch and count are the write's timestamp: a former owner never wins. */
final class CassandraTotals implements Totals {
  private static final String SAVE =
      "UPDATE ${snapshot}.totals USING TIMESTAMP ? SET totals = ? WHERE pipeline_id = ?";
  private static final String READ = "SELECT totals FROM ${snapshot}.totals WHERE pipeline_id = ?";

  private final CassandraConnection connection;
  private final ProjectionJson json = new ProjectionJson();

  CassandraTotals(CassandraConnection connection) {
    this.connection = connection;
  }

  @Override
  public Optional<PipelineTotals> read(String pipelineId) {
    Row row = connection.read(READ, pipelineId).one();
    return Optional.ofNullable(row)
        .flatMap(stored -> json.read(stored.getString("totals"), PipelineTotals.class));
  }

  @Override
  public void save(PipelineTotals totals, long epoch, long writeNumber) {
    connection.write(
        SAVE, Totals.writeStamp(epoch, writeNumber), json.write(totals), totals.pipelineId());
  }
}
