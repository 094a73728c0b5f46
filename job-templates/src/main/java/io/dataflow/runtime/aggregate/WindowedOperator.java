package io.dataflow.runtime.aggregate;

import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import java.time.Instant;
import java.util.Arrays;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * What windows of every shape have in common: which time they go by, records that come late, and
 * that at the end of bounded input those that are open are emitted, also by processing time
 * (Flink's own are dropped then); not so when the job is stopped with a savepoint.
 */
abstract class WindowedOperator extends AggregateOperator implements BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final boolean eventTime;
  private final long lateness;
  private final ErrorPolicy onLate;

  WindowedOperator(AggregateSpec spec, WindowTime time) {
    super(spec);
    this.eventTime = time.eventTime();
    this.lateness = time.lateness();
    this.onLate = time.onLate();
  }

  @Override
  public final void processElement(StreamRecord<Row> element) throws Exception {
    if (eventTime) {
      add(element.getValue(), element.getTimestamp(), watermark());
    } else {
      // A timer of this very millisecond is still to come.
      long now = getProcessingTimeService().getCurrentProcessingTime();
      add(element.getValue(), now, now - 1);
    }
  }

  /**
   * Adds a row.
   *
   * @param now timers up to this time have fired
   */
  abstract void add(Row row, long time, long now) throws Exception;

  /** Emits and forgets what is due at that time, in the current group. */
  abstract void due(AggregateState state, long time) throws Exception;

  /** When something is due next in the current group, behind that time. */
  abstract long nextDue(AggregateState state, long now);

  final boolean eventTime() {
    return eventTime;
  }

  /** Until when records of a window that ends then are taken; exclusive. */
  final long closes(long end) {
    long closes = end - 1 + lateness;
    return closes < end - 1 ? Long.MAX_VALUE : closes;
  }

  final boolean takesLate() {
    return lateness > 0;
  }

  final void late(Row row, long time) {
    long records = records(row);
    for (long i = 0; i < records; i++) {
      late(
          onLate,
          spec().late(),
          spec().late(row),
          "the record of "
              + Instant.ofEpochMilli(time)
              + " came when the time was "
              + Instant.ofEpochMilli(watermark())
              + " and its windows had closed");
    }
  }

  /** Makes sure that what is due next will be done; keeps the state. */
  final void schedule(AggregateState state, long now, boolean created) throws Exception {
    if (state.size > 0) {
      long next = nextDue(state, now);
      if (next < state.timer) {
        state.timer = next;
        if (eventTime) {
          timers().registerEventTimeTimer(VoidNamespace.INSTANCE, next);
        } else {
          timers().registerProcessingTimeTimer(VoidNamespace.INSTANCE, next);
        }
      }
    }
    store(state, created);
  }

  @Override
  public final void onEventTime(InternalTimer<Row, VoidNamespace> timer) throws Exception {
    fire(timer.getTimestamp());
  }

  @Override
  public final void onProcessingTime(InternalTimer<Row, VoidNamespace> timer) throws Exception {
    fire(timer.getTimestamp());
  }

  private void fire(long time) throws Exception {
    AggregateState state = load();
    // An earlier timer may have done what this one was set for.
    if (state != null && state.timer == time) {
      state.timer = AggregateState.NO_TIMER;
      due(state, time);
      schedule(state, time, false);
    }
  }

  @Override
  public final void endInput() throws Exception {
    if (!eventTime) {
      forEachGroup(this::fireAll);
    }
  }

  private void fireAll() throws Exception {
    AggregateState state = load();
    while (state != null && state.size > 0) {
      long time = state.timer;
      state.timer = AggregateState.NO_TIMER;
      due(state, time);
      schedule(state, time, false);
    }
  }

  /** A result, or null for none, takes the place of another. */
  final void change(Object[] before, Object[] after, long windowEnd) {
    if (before != null && after != null) {
      if (!Arrays.deepEquals(before, after)) {
        if (spec().beforeImages()) {
          emitOf(windowEnd, RowKind.UPDATE_BEFORE, before);
        }
        emitOf(windowEnd, RowKind.UPDATE_AFTER, after);
      }
    } else if (after != null) {
      emitOf(windowEnd, RowKind.INSERT, after);
    } else if (before != null) {
      emitOf(windowEnd, RowKind.DELETE, before);
    }
  }

  private void emitOf(long windowEnd, RowKind kind, Object[] values) {
    if (eventTime) {
      emit(kind, values, windowEnd - 1);
    } else {
      emit(kind, values);
    }
  }
}
