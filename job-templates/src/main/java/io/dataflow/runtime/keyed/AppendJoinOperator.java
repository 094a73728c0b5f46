package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.record.RowSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Joins rows that are never taken back with all that the other side remembers. A left row that is
 * handed on alone is taken back when its first partner comes.
 */
public final class AppendJoinOperator extends JoinOperator {
  private static final long serialVersionUID = 1L;

  private final Duration ttl;

  private transient ListState<Row> left;
  private transient ListState<Row> right;

  /** Left rows that were handed on alone. */
  private transient ListState<Row> lonely;

  /**
   * @param ttl how long a row is remembered; empty: for ever
   */
  public AppendJoinOperator(KeyedStep step, JoinSpec spec, Optional<Duration> ttl) {
    super(step, spec);
    this.ttl = ttl.orElse(null);
  }

  @Override
  public void open() throws Exception {
    super.open();
    left = rows("left", leftSerializer());
    right = rows("right", rightSerializer());
    lonely = keepsLeft() ? rows("lonely", leftSerializer()) : null;
  }

  private ListState<Row> rows(String name, RowSerializer serializer) {
    return getRuntimeContext()
        .getListState(StateTtl.apply(new ListStateDescriptor<>(name, serializer), ttl));
  }

  @Override
  public void processElement1(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    boolean hasPartners = hasPartners(spec().left(), row);
    boolean paired = false;
    if (hasPartners) {
      for (Row other : remembered(right)) {
        paired |= emitPair(row, rightSerializer().adopt(other));
      }
    }
    if (paired || !keepsLeft()) {
      if (hasPartners) {
        left.add(row);
      } else {
        filtered();
      }
      return;
    }
    emit(RowKind.INSERT, alone(row));
    if (hasPartners) {
      lonely.add(row);
    }
  }

  @Override
  public void processElement2(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    if (!hasPartners(spec().right(), row)) {
      filtered();
      return;
    }
    for (Row other : remembered(left)) {
      emitPair(leftSerializer().adopt(other), row);
    }
    if (keepsLeft()) {
      pairLonely(row);
    }
    right.add(row);
  }

  private void pairLonely(Row row) throws Exception {
    List<Row> paired = new ArrayList<>();
    List<Row> rest = new ArrayList<>();
    for (Row stored : remembered(lonely)) {
      Row other = leftSerializer().adopt(stored);
      Object[] values = pair(other, row);
      if (values == null) {
        rest.add(other);
      } else {
        emit(RowKind.DELETE, alone(other));
        emit(RowKind.INSERT, values);
        paired.add(other);
      }
    }
    if (!paired.isEmpty()) {
      left.addAll(paired);
      lonely.update(rest);
    }
  }

  private boolean emitPair(Row one, Row other) {
    Object[] values = pair(one, other);
    if (values != null) {
      emit(RowKind.INSERT, values);
    }
    return values != null;
  }

  private static Iterable<Row> remembered(ListState<Row> rows) throws Exception {
    Iterable<Row> found = rows.get();
    return found == null ? List.of() : found;
  }
}
