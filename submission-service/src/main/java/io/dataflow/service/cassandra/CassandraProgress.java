package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.dataflow.service.slot.HandledUpTo;
import io.dataflow.service.slot.Progress;
import io.dataflow.service.slot.Slots;
import java.util.HashMap;
import java.util.Map;

/** Moved by conditional writes alone. */
final class CassandraProgress implements Progress {
  private static final String READ =
      "SELECT sequence_number, epoch, at_rest FROM ${journal}.progress WHERE slot = ? AND"
          + " pipeline_id = ?";
  private static final String READ_SLOT =
      "SELECT pipeline_id, sequence_number, epoch, at_rest FROM ${journal}.progress WHERE slot = ?";
  private static final String FIRST =
      "INSERT INTO ${journal}.progress (slot, pipeline_id, sequence_number, epoch, at_rest) VALUES"
          + " (?, ?, ?, ?, ?) IF NOT EXISTS";
  private static final String MOVE =
      "UPDATE ${journal}.progress SET sequence_number = ?, epoch = ?, at_rest = ? WHERE slot = ?"
          + " AND pipeline_id = ? IF sequence_number = ? AND epoch = ?";

  private final CassandraConnection connection;

  CassandraProgress(CassandraConnection connection) {
    this.connection = connection;
  }

  @Override
  public HandledUpTo read(String pipelineId) {
    Row row = connection.readSerial(READ, Slots.of(pipelineId), pipelineId).one();
    return row == null ? HandledUpTo.NOTHING : handled(row);
  }

  @Override
  public Map<String, HandledUpTo> readSlot(int slot) {
    Map<String, HandledUpTo> all = new HashMap<>();
    for (Row row : connection.read(READ_SLOT, slot)) {
      all.put(row.getString("pipeline_id"), handled(row));
    }
    return all;
  }

  @Override
  public boolean advance(String pipelineId, HandledUpTo seen, HandledUpTo next) {
    HandledUpTo.requireForward(seen, next);
    int slot = Slots.of(pipelineId);
    BoundStatement statement =
        seen.equals(HandledUpTo.NOTHING)
            ? connection.bind(
                FIRST, slot, pipelineId, next.sequenceNumber(), next.epoch(), next.atRest())
            : connection.bind(
                MOVE,
                next.sequenceNumber(),
                next.epoch(),
                next.atRest(),
                slot,
                pipelineId,
                seen.sequenceNumber(),
                seen.epoch());
    return connection.writeIf(statement).wasApplied();
  }

  private static HandledUpTo handled(Row row) {
    return new HandledUpTo(
        row.getLong("sequence_number"), row.getLong("epoch"), row.getBoolean("at_rest"));
  }
}
