package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.record.RowSerializer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Hands on the first rows of each partition and window when the window closes. */
public final class WindowTopNOperator extends KeyedStepOperator
    implements OneInputStreamOperator<Row, Row>, Triggerable<Row, Long> {
  private static final long serialVersionUID = 1L;

  private final TopNSpec spec;
  private final Windows windows;

  private transient TopRows top;
  private transient RowSerializer serializer;
  private transient WindowTimers timers;

  /** By partition and, as namespace, the window's end. */
  private transient InternalValueState<Row, Long, List<Row>> rows;

  public WindowTopNOperator(KeyedStep step, TopNSpec spec, Windows windows) {
    super(step);
    this.spec = spec;
    this.windows = windows;
  }

  @Override
  @SuppressWarnings("unchecked") // the backend's state is an internal one
  public void open() throws Exception {
    super.open();
    top = new TopRows(spec.order(), spec.n(), spec.ties());
    timers =
        new WindowTimers(
            windows, getInternalTimerService("windows", LongSerializer.INSTANCE, this));
    serializer = new RowSerializer(spec.rows());
    ValueState<List<Row>> state =
        getOrCreateKeyedState(
            LongSerializer.INSTANCE,
            new ValueStateDescriptor<>("rows", new ListSerializer<>(serializer)));
    rows = (InternalValueState<Row, Long, List<Row>>) state;
  }

  @Override
  public void processElement(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    long end = timers.firstEnd(element);
    if (!timers.isOpen(end, watermark())) {
      late(windows.onLate(), spec.shown(), row.values(), "its window is closed");
      return;
    }
    rows.setCurrentNamespace(end);
    List<Row> first = rows.value();
    if (first == null) {
      first = new ArrayList<>();
      timers.register(end);
    }
    serializer.adoptAll(first);
    int place = top.place(first, row);
    if (place < 0) {
      return;
    }
    first.add(place, row);
    top.trim(first);
    rows.update(first);
  }

  private void close(long end) throws Exception {
    rows.setCurrentNamespace(end);
    List<Row> first = rows.value();
    if (first == null) {
      return;
    }
    serializer.adoptAll(first);
    long rank = 0;
    for (int i = 0; i < first.size(); i++) {
      rank = top.rank(first, i, rank);
      Object[] values = spec.output(first.get(i).values(), rank);
      if (windows.byEventTime()) {
        emit(RowKind.INSERT, values, end - 1);
      } else {
        emit(RowKind.INSERT, values);
      }
    }
    rows.clear();
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
