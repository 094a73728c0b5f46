package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import io.dataflow.service.slot.Catalogue;
import io.dataflow.service.slot.Slots;
import java.util.ArrayList;
import java.util.List;

/** One partition per slot. */
final class CassandraCatalogue implements Catalogue {
  private static final String ADD =
      "INSERT INTO ${journal}.catalogue (slot, pipeline_id) VALUES (?, ?)";
  private static final String READ = "SELECT pipeline_id FROM ${journal}.catalogue WHERE slot = ?";

  private final CassandraConnection connection;

  CassandraCatalogue(CassandraConnection connection) {
    this.connection = connection;
  }

  @Override
  public void add(String pipelineId) {
    connection.write(ADD, Slots.of(pipelineId), pipelineId);
  }

  @Override
  public List<String> pipelines(int slot) {
    List<String> ids = new ArrayList<>();
    for (Row row : connection.read(READ, slot)) {
      ids.add(row.getString("pipeline_id"));
    }
    return ids;
  }
}
