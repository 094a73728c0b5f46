package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.record.RowSerializer;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Joins the rows of each window when it closes. */
public final class WindowJoinOperator extends JoinOperator implements Triggerable<Row, Long> {
  private static final long serialVersionUID = 1L;

  private final Windows windows;

  private transient WindowTimers timers;

  /** By key and, as namespace, the window's end. */
  private transient InternalListState<Row, Long, Row> left;

  private transient InternalListState<Row, Long, Row> right;

  public WindowJoinOperator(KeyedStep step, JoinSpec spec, Windows windows) {
    super(step, spec);
    this.windows = windows;
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers =
        new WindowTimers(
            windows, getInternalTimerService("windows", LongSerializer.INSTANCE, this));
    left = rows("left", leftSerializer());
    right = rows("right", rightSerializer());
  }

  @SuppressWarnings("unchecked") // the backend's state is an internal one
  private InternalListState<Row, Long, Row> rows(String name, RowSerializer serializer)
      throws Exception {
    ListState<Row> state =
        getOrCreateKeyedState(LongSerializer.INSTANCE, new ListStateDescriptor<>(name, serializer));
    return (InternalListState<Row, Long, Row>) state;
  }

  @Override
  public void processElement1(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    long first = timers.firstEnd(element);
    if (!timers.isOpen(windows.lastEnd(first), watermark())) {
      late(spec().left(), row);
    } else if (hasPartners(spec().left(), row)) {
      add(left, row, first);
    } else if (keepsLeft()) {
      for (long end = first; end <= windows.lastEnd(first); end += windows.slide()) {
        if (timers.isOpen(end, watermark())) {
          emit(alone(row), end);
        }
      }
    } else {
      filtered();
    }
  }

  @Override
  public void processElement2(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    long first = timers.firstEnd(element);
    if (!timers.isOpen(windows.lastEnd(first), watermark())) {
      late(spec().right(), row);
    } else if (hasPartners(spec().right(), row)) {
      add(right, row, first);
    } else {
      filtered();
    }
  }

  /** Into each window that holds the row and is open. */
  private void add(InternalListState<Row, Long, Row> rows, Row row, long first) throws Exception {
    for (long end = first; end <= windows.lastEnd(first); end += windows.slide()) {
      if (timers.isOpen(end, watermark())) {
        rows.setCurrentNamespace(end);
        rows.add(row);
        timers.register(end);
      }
    }
  }

  private void late(JoinSpec.Side side, Row row) {
    late(windows.onLate(), side.shown(), row.values(), "its window is closed");
  }

  private void close(long end) throws Exception {
    Iterable<Row> lefts = close(left, end);
    Iterable<Row> rights = close(right, end);
    for (Row storedLeft : lefts) {
      Row row = leftSerializer().adopt(storedLeft);
      boolean paired = false;
      for (Row storedRight : rights) {
        Object[] values = pair(row, rightSerializer().adopt(storedRight));
        if (values != null) {
          paired = true;
          emit(values, end);
        }
      }
      if (!paired && keepsLeft()) {
        emit(alone(row), end);
      }
    }
  }

  private static Iterable<Row> close(InternalListState<Row, Long, Row> rows, long end)
      throws Exception {
    rows.setCurrentNamespace(end);
    Iterable<Row> found = rows.get();
    rows.clear();
    return found == null ? List.of() : found;
  }

  private void emit(Object[] values, long end) {
    if (windows.byEventTime()) {
      emit(RowKind.INSERT, values, end - 1);
    } else {
      emit(RowKind.INSERT, values);
    }
  }

  @Override
  public void onEventTime(InternalTimer<Row, Long> timer) throws Exception {
    close(timer.getNamespace());
  }

  @Override
  public void onProcessingTime(InternalTimer<Row, Long> timer) throws Exception {
    close(timer.getNamespace());
  }

  @Override
  public void finish() throws Exception {
    timers.closeAll(this::close);
    super.finish();
  }
}
