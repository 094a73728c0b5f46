package io.dataflow.runtime.aggregate;

import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Groups over all time: each row that changes a result emits it anew; a group of which all rows
 * were taken back is deleted. A group that has seen no row for the time to live is forgotten, and
 * begins anew with its next row.
 */
public final class GroupOperator extends AggregateOperator {
  private static final long serialVersionUID = 1L;

  private final boolean inputTime;
  private final long ttl;

  /**
   * @param inputTime whether rows carry a time of their own
   * @param ttl empty: for ever
   */
  public GroupOperator(AggregateSpec spec, boolean inputTime, Optional<Duration> ttl) {
    super(spec);
    this.inputTime = inputTime;
    this.ttl = ttl.map(Duration::toMillis).orElse(Long.MAX_VALUE);
  }

  private boolean forgets() {
    return ttl != Long.MAX_VALUE;
  }

  @Override
  public void processElement(StreamRecord<Row> element) throws Exception {
    long now = forgets() ? getProcessingTimeService().getCurrentProcessingTime() : 0;
    long time = inputTime && element.hasTimestamp() ? element.getTimestamp() : 0;
    AggregateState state = load();
    boolean known = state != null && !(forgets() && now - state.ends[0] >= ttl);
    Object[] before = null;
    if (known) {
      before = earlierResult(state.accumulators[0], 0, 0);
      add(state.accumulators[0], element.getValue(), time);
    } else {
      long timer = state == null ? AggregateState.NO_TIMER : state.timer;
      state = create();
      state.timer = timer;
      state.insert(0, 0, now, accumulator(element.getValue(), time));
    }
    state.ends[0] = now;
    boolean gone = state.accumulators[0].records() <= 0;
    Object[] after = gone ? null : result(state.accumulators[0], 0, 0);
    if (gone) {
      state.remove(0, 1);
    } else if (forgets() && state.timer == AggregateState.NO_TIMER) {
      setTimer(state, now + ttl);
    }
    store(state, !known && !gone);
    change(before, after);
  }

  private void setTimer(AggregateState state, long time) {
    state.timer = time;
    timers().registerProcessingTimeTimer(VoidNamespace.INSTANCE, time);
  }

  private void change(Object[] before, Object[] after) {
    if (before != null && after != null) {
      if (!Arrays.deepEquals(before, after)) {
        if (spec().beforeImages()) {
          emit(RowKind.UPDATE_BEFORE, before);
        }
        emit(RowKind.UPDATE_AFTER, after);
      }
    } else if (after != null) {
      emit(RowKind.INSERT, after);
    } else if (before != null) {
      emit(RowKind.DELETE, before);
    }
  }

  @Override
  public void onEventTime(InternalTimer<Row, VoidNamespace> timer) {
    throw new IllegalStateException("groups without a window set no timers of event time");
  }

  @Override
  public void onProcessingTime(InternalTimer<Row, VoidNamespace> timer) throws Exception {
    AggregateState state = load();
    if (state == null || state.timer != timer.getTimestamp()) {
      return;
    }
    state.timer = AggregateState.NO_TIMER;
    if (!forgets() || timer.getTimestamp() < state.ends[0] + ttl) {
      if (forgets()) {
        setTimer(state, state.ends[0] + ttl);
      }
      store(state, false);
    } else {
      state.remove(0, 1);
      store(state, false);
    }
  }
}
