package io.dataflow.runtime.keyed;

import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.record.RowSerializer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ByteSerializer;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Joins rows whose times are close to each other. A row is kept until the watermark says that no
 * partner can come any more, and for at most {@value #SLACK_MILLIS} ms longer where nothing comes
 * out when it goes, so that one timer lets many go. A left row that goes alone is handed on with
 * its own time, so where such rows are wanted watermarks are held back by as long as they wait.
 */
public final class IntervalJoinOperator extends JoinOperator implements Triggerable<Row, Byte> {
  private static final long serialVersionUID = 1L;

  private static final long SLACK_MILLIS = 60_000;
  private static final byte LEFT = 0;
  private static final byte RIGHT = 1;

  /** The kind of a left row in the state that has found a partner. */
  private static final RowKind PAIRED = RowKind.UPDATE_AFTER;

  private final long lower;
  private final long upper;
  private final ErrorPolicy onLate;
  private final long slack;

  private transient InternalTimerService<Byte> timers;

  /** By time. */
  private transient MapState<Long, List<Row>> left;

  private transient MapState<Long, List<Row>> right;

  /**
   * @param lower the least that the right row's time may be behind the left one's, in milliseconds
   * @param upper the most
   * @param onLate what becomes of rows that are behind the watermark, whose partners may be gone
   */
  public IntervalJoinOperator(
      KeyedStep step, JoinSpec spec, long lower, long upper, ErrorPolicy onLate) {
    super(step, spec);
    this.lower = lower;
    this.upper = upper;
    this.onLate = onLate;
    this.slack = Math.min(SLACK_MILLIS, (upper - lower) / 2);
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("expiry", ByteSerializer.INSTANCE, this);
    left = rows("left", leftSerializer());
    right = rows("right", rightSerializer());
  }

  private MapState<Long, List<Row>> rows(String name, RowSerializer serializer) {
    return getRuntimeContext()
        .getMapState(
            new MapStateDescriptor<>(
                name, LongSerializer.INSTANCE, new ListSerializer<>(serializer)));
  }

  @Override
  public void processElement1(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    long time = element.getTimestamp();
    if (time <= watermark()) {
      late(spec().left(), row);
      return;
    }
    if (!hasPartners(spec().left(), row)) {
      if (keepsLeft()) {
        emit(RowKind.INSERT, alone(row), time);
      } else {
        filtered();
      }
      return;
    }
    boolean paired = false;
    for (Map.Entry<Long, List<Row>> others : right.entries()) {
      long otherTime = others.getKey();
      if (time + lower <= otherTime && otherTime <= time + upper) {
        rightSerializer().adoptAll(others.getValue());
        for (Row other : others.getValue()) {
          paired |= emitPair(row, other, Math.max(time, otherTime));
        }
      }
    }
    if (time + upper > watermark()) {
      row.setKind(paired ? PAIRED : RowKind.INSERT);
      keep(left, LEFT, row, time, time + upper);
    } else if (keepsLeft() && !paired) {
      emit(RowKind.INSERT, alone(row), time);
    }
  }

  @Override
  public void processElement2(StreamRecord<Row> element) throws Exception {
    Row row = element.getValue();
    long time = element.getTimestamp();
    if (time <= watermark()) {
      late(spec().right(), row);
      return;
    }
    if (!hasPartners(spec().right(), row)) {
      filtered();
      return;
    }
    for (Map.Entry<Long, List<Row>> others : left.entries()) {
      long otherTime = others.getKey();
      if (otherTime + lower <= time && time <= otherTime + upper) {
        pairAll(others.getValue(), otherTime, row, time);
      }
    }
    if (time - lower > watermark()) {
      keep(right, RIGHT, row, time, time - lower);
    }
  }

  private void pairAll(List<Row> others, long otherTime, Row row, long time) throws Exception {
    leftSerializer().adoptAll(others);
    boolean changed = false;
    for (Row other : others) {
      if (emitPair(other, row, Math.max(time, otherTime)) && keepsLeft()) {
        changed |= other.kind() != PAIRED;
        other.setKind(PAIRED);
      }
    }
    if (changed) {
      left.put(otherTime, others);
    }
  }

  private boolean emitPair(Row one, Row other, long time) {
    Object[] values = pair(one, other);
    if (values != null) {
      emit(RowKind.INSERT, values, time);
    }
    return values != null;
  }

  private void keep(MapState<Long, List<Row>> rows, byte side, Row row, long time, long expiry)
      throws Exception {
    if (goesInTime(side)) {
      timers.registerEventTimeTimer(side, expiry);
    } else if (rows.isEmpty()) {
      timers.registerEventTimeTimer(side, expiry + slack);
    }
    List<Row> same = rows.get(time);
    if (same == null) {
      same = new ArrayList<>(1);
    }
    same.add(row);
    rows.put(time, same);
  }

  /** Whether something may come out when a row goes; then each time has a timer of its own. */
  private boolean goesInTime(byte side) {
    return side == LEFT && keepsLeft();
  }

  private void late(JoinSpec.Side side, Row row) {
    late(onLate, side.shown(), row.values(), "its time is over, partners may be gone");
  }

  @Override
  public void onEventTime(InternalTimer<Row, Byte> timer) throws Exception {
    byte side = timer.getNamespace();
    if (goesInTime(side)) {
      long time = timer.getTimestamp() - upper;
      emitLonely(left.get(time), time);
      left.remove(time);
    } else {
      expire(side, side == LEFT ? left : right, side == LEFT ? upper : -lower);
    }
  }

  private void expire(byte side, MapState<Long, List<Row>> rows, long waits) throws Exception {
    long next = Long.MAX_VALUE;
    Iterator<Map.Entry<Long, List<Row>>> all = rows.iterator();
    while (all.hasNext()) {
      long expiry = all.next().getKey() + waits;
      if (expiry <= watermark()) {
        all.remove();
      } else {
        next = Math.min(next, expiry);
      }
    }
    if (next == Long.MAX_VALUE) {
      rows.clear();
    } else {
      timers.registerEventTimeTimer(side, next + slack);
    }
  }

  private void emitLonely(List<Row> rows, long time) {
    leftSerializer().adoptAll(rows);
    for (Row row : rows) {
      if (row.kind() != PAIRED) {
        emit(RowKind.INSERT, alone(row), time);
      }
    }
  }

  @Override
  public void onProcessingTime(InternalTimer<Row, Byte> timer) {
    throw new IllegalStateException("an interval join has no timers of processing time");
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    if (!keepsLeft() || upper <= 0 || mark.equals(Watermark.MAX_WATERMARK)) {
      super.processWatermark(mark);
      return;
    }
    passed(mark);
    timeServiceManager.advanceWatermark(mark);
    long held = mark.getTimestamp() - upper;
    if (held < mark.getTimestamp()) {
      output.emitWatermark(new Watermark(held));
    }
  }
}
