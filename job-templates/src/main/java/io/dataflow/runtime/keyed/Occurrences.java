package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.record.RowSerializer;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;

/**
 * The rows of one side of a join that takes rows back: how often each is there, and how many
 * partners each of them has on the other side. Rows are told apart by their values, so all of them
 * are of one kind.
 */
final class Occurrences {
  /** A row that is there. */
  record Occurrence(Row row, int count, int partners) {}

  private static final RecordSchema COUNTS =
      new RecordSchema(
          List.of(
              new Field("count", FieldType.of(ScalarKind.INT).withNullable(false)),
              new Field("partners", FieldType.of(ScalarKind.INT).withNullable(false))));

  private final MapState<Row, Row> rows;

  Occurrences(String name, RowSerializer serializer, Duration ttl, RuntimeContext context) {
    rows =
        context.getMapState(
            StateTtl.apply(
                new MapStateDescriptor<>(name, serializer, new RowSerializer(COUNTS)), ttl));
  }

  /** All of the current key, as they are now. */
  List<Occurrence> all() throws Exception {
    List<Occurrence> all = new ArrayList<>();
    for (Map.Entry<Row, Row> entry : rows.entries()) {
      all.add(occurrence(entry.getKey(), entry.getValue()));
    }
    return all;
  }

  /**
   * One more of a row.
   *
   * @param partners how many it has on the other side
   */
  void add(Row row, int partners) throws Exception {
    Row counts = rows.get(row);
    put(row, counts == null ? 1 : (Integer) counts.get(0) + 1, partners);
  }

  /** One less of a row; what there was, or null where it is not known. */
  Occurrence remove(Row row) throws Exception {
    Row counts = rows.get(row);
    if (counts == null) {
      return null;
    }
    Occurrence before = occurrence(row, counts);
    if (before.count() == 1) {
      rows.remove(row);
    } else {
      put(row, before.count() - 1, before.partners());
    }
    return before;
  }

  void partners(Occurrence of, int partners) throws Exception {
    put(of.row(), of.count(), partners);
  }

  private void put(Row row, int count, int partners) throws Exception {
    rows.put(row, Row.of(count, partners));
  }

  private static Occurrence occurrence(Row row, Row counts) {
    return new Occurrence(row, (Integer) counts.get(0), (Integer) counts.get(1));
  }
}
