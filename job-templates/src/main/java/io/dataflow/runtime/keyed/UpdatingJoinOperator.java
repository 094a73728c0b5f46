package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Joins rows that may be taken back, by their values, with all that the other side remembers. A row
 * that is taken back and not known, since it was forgotten, changes nothing.
 */
public final class UpdatingJoinOperator extends JoinOperator {
  private static final long serialVersionUID = 1L;

  private final Duration ttl;

  private transient Occurrences left;
  private transient Occurrences right;

  /**
   * @param ttl how long a row is remembered; empty: for ever
   */
  public UpdatingJoinOperator(KeyedStep step, JoinSpec spec, Optional<Duration> ttl) {
    super(step, spec);
    this.ttl = ttl.orElse(null);
  }

  @Override
  public void open() throws Exception {
    super.open();
    left = new Occurrences("left", spec().left().rows(), ttl, getRuntimeContext());
    right = new Occurrences("right", spec().right().rows(), ttl, getRuntimeContext());
  }

  @Override
  public void processElement1(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    boolean added = added(row);
    if (!hasPartners(spec().left(), row)) {
      if (keepsLeft()) {
        emit(added ? RowKind.INSERT : RowKind.DELETE, alone(row));
      } else {
        filtered();
      }
    } else if (added) {
      int partners = emitPairs(RowKind.INSERT, row);
      if (partners == 0 && keepsLeft()) {
        emit(RowKind.INSERT, alone(row));
      }
      left.add(row, partners);
    } else {
      takeBack(row);
    }
  }

  private void takeBack(Row row) throws Exception {
    Occurrences.Occurrence before = left.remove(row);
    if (before == null) {
      filtered();
    } else if (before.partners() == 0 && keepsLeft()) {
      emit(RowKind.DELETE, alone(row));
    } else {
      emitPairs(RowKind.DELETE, row);
    }
  }

  /** How many partners the left row has. */
  private int emitPairs(RowKind kind, Row row) throws Exception {
    int partners = 0;
    for (Occurrences.Occurrence other : right.all()) {
      Object[] values = pair(row, other.row());
      if (values != null) {
        partners += other.count();
        emit(kind, values, other);
      }
    }
    return partners;
  }

  @Override
  public void processElement2(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    boolean added = added(row);
    if (!hasPartners(spec().right(), row)) {
      filtered();
      return;
    }
    if (added) {
      right.add(row, 0);
    } else if (right.remove(row) == null) {
      filtered();
      return;
    }
    for (Occurrences.Occurrence other : left.all()) {
      Object[] values = pair(other.row(), row);
      if (values != null) {
        change(other, values, added);
      }
    }
  }

  /** A left row gets a partner or loses one. */
  private void change(Occurrences.Occurrence of, Object[] values, boolean added) throws Exception {
    int partners = of.partners() + (added ? 1 : -1);
    if (keepsLeft() && added && of.partners() == 0) {
      emit(RowKind.DELETE, alone(of.row()), of);
    }
    emit(added ? RowKind.INSERT : RowKind.DELETE, values, of);
    if (keepsLeft()) {
      if (!added && partners == 0) {
        emit(RowKind.INSERT, alone(of.row()), of);
      }
      left.partners(of, partners);
    }
  }

  private void emit(RowKind kind, Object[] values, Occurrences.Occurrence occurrence) {
    for (int i = 0; i < occurrence.count(); i++) {
      emit(kind, values);
    }
  }

  /** Whether the row comes, else it is taken back. From here on it is told apart by its values. */
  private static boolean added(Row row) {
    boolean added = row.kind() == RowKind.INSERT || row.kind() == RowKind.UPDATE_AFTER;
    row.setKind(RowKind.INSERT);
    return added;
  }
}
