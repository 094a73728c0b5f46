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
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;

/**
 * The rows of one side of a join that takes rows back: how often each is there, and how many
 * partners each of them has on the other side. Rows are told apart by their values, so all of them
 * are of one kind.
 *
 * <p>They lie in buckets by the hash of what they were when they came: no backend can migrate the
 * keys of a map, so a row whose fields were edited stays where it is, and is searched for where it
 * is not found by its hash.
 */
final class Occurrences {
  /**
   * A row that is there.
   *
   * @param bucket where it lies, among {@code entries} at {@code index}; until the next removal
   */
  record Occurrence(Row row, int count, int partners, int bucket, List<Row> entries, int index) {}

  private final RowSerializer serializer;
  private final MapState<Integer, List<Row>> buckets;

  Occurrences(String name, RecordSchema rows, Duration ttl, RuntimeContext context) {
    serializer = RowSerializer.byValue(entry(rows));
    buckets =
        context.getMapState(
            StateTtl.apply(
                new MapStateDescriptor<>(
                    name, IntSerializer.INSTANCE, new ListSerializer<>(serializer)),
                ttl));
  }

  private static RecordSchema entry(RecordSchema rows) {
    FieldType count = FieldType.of(ScalarKind.INT).withNullable(false);
    return new RecordSchema(
        List.of(
            new Field("row", new FieldType.Nested(rows, false)),
            new Field("count", count),
            new Field("partners", count)));
  }

  /** All of the current key, as they are now. */
  List<Occurrence> all() throws Exception {
    List<Occurrence> all = new ArrayList<>();
    for (Map.Entry<Integer, List<Row>> bucket : buckets.entries()) {
      List<Row> entries = bucket.getValue();
      serializer.adoptAll(entries);
      for (int i = 0; i < entries.size(); i++) {
        all.add(occurrence(bucket.getKey(), entries, i));
      }
    }
    return all;
  }

  /**
   * One more of a row.
   *
   * @param partners how many it has on the other side
   */
  void add(Row row, int partners) throws Exception {
    int bucket = row.hashCode();
    List<Row> entries = entries(bucket);
    Occurrence known = find(row, bucket, entries);
    if (known == null) {
      entries.add(Row.of(row.values(), 1, partners));
      buckets.put(bucket, entries);
    } else {
      update(known, known.count() + 1, partners);
    }
  }

  /** One less of a row; what there was, or null where it is not known. */
  Occurrence remove(Row row) throws Exception {
    int bucket = row.hashCode();
    Occurrence before = find(row, bucket, entries(bucket));
    if (before == null) {
      before = search(row);
    }
    if (before == null) {
      return null;
    } else if (before.count() > 1) {
      update(before, before.count() - 1, before.partners());
    } else if (before.entries().size() > 1) {
      before.entries().remove(before.index());
      buckets.put(before.bucket(), before.entries());
    } else {
      buckets.remove(before.bucket());
    }
    return before;
  }

  void partners(Occurrence of, int partners) throws Exception {
    update(of, of.count(), partners);
  }

  private void update(Occurrence of, int count, int partners) throws Exception {
    of.entries().set(of.index(), Row.of(of.row().values(), count, partners));
    buckets.put(of.bucket(), of.entries());
  }

  private List<Row> entries(int bucket) throws Exception {
    List<Row> entries = buckets.get(bucket);
    if (entries == null) {
      return new ArrayList<>(1);
    }
    serializer.adoptAll(entries);
    return entries;
  }

  private static Occurrence find(Row row, int bucket, List<Row> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Occurrence entry = occurrence(bucket, entries, i);
      if (entry.row().equals(row)) {
        return entry;
      }
    }
    return null;
  }

  private Occurrence search(Row row) throws Exception {
    for (Occurrence occurrence : all()) {
      if (occurrence.row().equals(row)) {
        return occurrence;
      }
    }
    return null;
  }

  private static Occurrence occurrence(int bucket, List<Row> entries, int index) {
    Row entry = entries.get(index);
    Row row = Row.of((Object[]) entry.get(0));
    return new Occurrence(
        row, (Integer) entry.get(1), (Integer) entry.get(2), bucket, entries, index);
  }
}
