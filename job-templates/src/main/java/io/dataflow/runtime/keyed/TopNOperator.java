package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.record.RowSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says how the first rows of each partition change. Remembers the others only where rows may be
 * taken back, by their values: then one of them may become one of the first.
 */
public final class TopNOperator extends KeyedStepOperator
    implements OneInputStreamOperator<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final TopNSpec spec;
  private final boolean updating;
  private final boolean beforeImages;
  private final Duration ttl;

  private transient TopRows top;
  private transient RowSerializer serializer;

  /** In order. */
  private transient ValueState<List<Row>> rows;

  /**
   * @param updating whether rows may be taken back
   * @param beforeImages whether it also says what a row was before it changed
   * @param ttl how long a partition is remembered after its last change; empty: for ever
   */
  public TopNOperator(
      KeyedStep step,
      TopNSpec spec,
      boolean updating,
      boolean beforeImages,
      Optional<Duration> ttl) {
    super(step);
    this.spec = spec;
    this.updating = updating;
    this.beforeImages = beforeImages;
    this.ttl = ttl.orElse(null);
  }

  @Override
  public void open() throws Exception {
    super.open();
    top = new TopRows(spec.order(), updating ? Integer.MAX_VALUE : spec.n(), false);
    serializer = updating ? RowSerializer.byValue(spec.rows()) : new RowSerializer(spec.rows());
    rows =
        getRuntimeContext()
            .getState(
                StateTtl.apply(
                    new ValueStateDescriptor<>("rows", new ListSerializer<>(serializer)), ttl));
  }

  @Override
  public void processElement(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    boolean added = row.kind() == RowKind.INSERT || row.kind() == RowKind.UPDATE_AFTER;
    row.setKind(RowKind.INSERT);
    List<Row> all = rows.value();
    if (all == null) {
      all = new ArrayList<>();
    }
    serializer.adoptAll(all);
    int place = added ? top.place(all, row) : all.indexOf(row);
    if (place < 0) {
      filtered();
      return;
    }
    if (added) {
      all.add(place, row);
    } else {
      all.remove(place);
    }
    if (place >= spec.n()) {
      filtered();
    } else if (spec.ranked() || spec.n() == 1) {
      moved(all, place, row, added);
    } else {
      exchanged(all, row, added);
    }
    top.trim(all);
    if (all.isEmpty()) {
      rows.clear();
    } else {
      rows.update(all);
    }
  }

  /** From the row's place on, every rank has another row, or none. */
  private void moved(List<Row> all, int place, Row row, boolean added) {
    for (int i = place; i < spec.n(); i++) {
      Row before = added ? get(all, i + 1) : i == place ? row : get(all, i - 1);
      Row after = get(all, i);
      long rank = i + 1L;
      if (before == null && after == null) {
        return;
      } else if (before == null) {
        emit(RowKind.INSERT, spec.output(after.values(), rank));
      } else if (after == null) {
        emit(RowKind.DELETE, spec.output(before.values(), rank));
      } else {
        if (beforeImages) {
          emit(RowKind.UPDATE_BEFORE, spec.output(before.values(), rank));
        }
        emit(RowKind.UPDATE_AFTER, spec.output(after.values(), rank));
      }
    }
  }

  /** Without ranks one comes and another goes. */
  private void exchanged(List<Row> all, Row row, boolean added) {
    Row gone = added ? get(all, spec.n()) : row;
    Row come = added ? row : get(all, spec.n() - 1);
    if (gone != null) {
      emit(RowKind.DELETE, spec.output(gone.values(), 0));
    }
    if (come != null) {
      emit(RowKind.INSERT, spec.output(come.values(), 0));
    }
  }

  private static Row get(List<Row> all, int index) {
    return index < all.size() ? all.get(index) : null;
  }
}
