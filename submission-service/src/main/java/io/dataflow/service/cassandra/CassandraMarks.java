package io.dataflow.service.cassandra;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.uuid.Uuids;
import io.dataflow.service.slot.Mark;
import io.dataflow.service.slot.Marks;
import io.dataflow.service.slot.Slots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Marks as rows; those that nobody deletes vanish after a day. */
final class CassandraMarks implements Marks {
  private static final String ADD =
      "INSERT INTO ${journal}.marks (slot, pipeline_id, mark) VALUES (?, ?, ?) USING TTL 86400";
  private static final String READ =
      "SELECT pipeline_id, mark FROM ${journal}.marks WHERE slot = ?";
  private static final String DELETE =
      "DELETE FROM ${journal}.marks WHERE slot = ? AND pipeline_id = ? AND mark = ?";

  private final CassandraConnection connection;

  CassandraMarks(CassandraConnection connection) {
    this.connection = connection;
  }

  @Override
  public Mark add(String pipelineId) {
    Mark mark = new Mark(Slots.of(pipelineId), pipelineId, Uuids.timeBased());
    connection.write(ADD, mark.slot(), mark.pipelineId(), mark.id());
    return mark;
  }

  @Override
  public List<Mark> read(int slot) {
    List<Mark> marks = new ArrayList<>();
    for (Row row : connection.read(READ, slot)) {
      marks.add(new Mark(slot, row.getString("pipeline_id"), row.getUuid("mark")));
    }
    return marks;
  }

  @Override
  public void delete(Collection<Mark> marks) {
    connection.writeMany(
        marks.stream()
            .map(mark -> connection.bind(DELETE, mark.slot(), mark.pipelineId(), mark.id()))
            .toList());
  }
}
