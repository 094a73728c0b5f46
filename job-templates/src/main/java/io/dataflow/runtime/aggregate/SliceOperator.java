package io.dataflow.runtime.aggregate;

import io.dataflow.pipeline.Window;
import io.dataflow.record.Row;
import java.util.ArrayList;
import java.util.List;

/**
 * Tumbling, hopping and cumulating windows. A row is added to one slice, however many windows hold
 * it; a window is the merged slices.
 */
public final class SliceOperator extends WindowedOperator {
  private static final long serialVersionUID = 1L;

  private final Slices slices;

  public SliceOperator(AggregateSpec spec, WindowTime time, Window.Shape shape) {
    super(spec, time);
    this.slices = Slices.of(shape);
  }

  @Override
  void add(Row row, long time, long now) throws Exception {
    long end = slices.end(time);
    if (closes(slices.lastWindow(end)) <= now) {
      late(row, time);
      return;
    }
    AggregateState state = load();
    boolean created = state == null;
    if (created) {
      state = create();
    }
    if (takesLate() && end - 1 <= now) {
      addLate(state, row, time, end, now);
    } else {
      add(state, row, time, end);
    }
    schedule(state, now, created);
  }

  private void add(AggregateState state, Row row, long time, long end) {
    int at = state.find(end);
    if (at >= 0) {
      add(state.accumulators[at], row, time);
    } else {
      state.insert(-at - 1, 0, end, accumulator(row, time));
    }
  }

  /** Windows that hold the row were emitted: they change. */
  private void addLate(AggregateState state, Row row, long time, long end, long now) {
    List<Object[]> before = new ArrayList<>();
    long last = slices.lastWindow(end);
    for (long window = end; window <= last && window - 1 <= now; window += slices.slice()) {
      before.add(closes(window) > now ? result(state, window, false) : null);
    }
    add(state, row, time, end);
    for (int i = 0; i < before.size(); i++) {
      long window = end + i * slices.slice();
      if (closes(window) > now) {
        change(before.get(i), result(state, window), window);
      }
    }
  }

  @Override
  void due(AggregateState state, long time) {
    long window = time + 1;
    if (slices.isEnd(window)) {
      change(null, result(state, window), window);
    }
    int gone = 0;
    while (gone < state.size && closes(slices.lastWindow(state.ends[gone])) <= time) {
      gone++;
    }
    state.remove(0, gone);
  }

  /** The end of the next window that holds something, or when the first slice is forgotten. */
  @Override
  long nextDue(AggregateState state, long now) {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < state.size && next == Long.MAX_VALUE; i++) {
      long end = state.ends[i];
      long window = end - 1 > now ? end : slices.end(now + 1);
      if (window <= slices.lastWindow(end)) {
        next = window - 1;
      }
    }
    return takesLate() ? Math.min(next, closes(slices.lastWindow(state.ends[0]))) : next;
  }

  private Object[] result(AggregateState state, long windowEnd) {
    return result(state, windowEnd, true);
  }

  /** The result of a window; null where it is empty. */
  private Object[] result(AggregateState state, long windowEnd, boolean first) {
    long start = slices.windowStart(windowEnd);
    int from = state.find(start);
    from = from >= 0 ? from + 1 : -from - 1;
    int to = from;
    while (to < state.size && state.ends[to] <= windowEnd) {
      to++;
    }
    if (from == to) {
      return null;
    }
    Accumulator whole = state.accumulators[from];
    if (to - from > 1) {
      whole = layout().create();
      for (int i = from; i < to; i++) {
        layout().merge(whole, state.accumulators[i]);
      }
    }
    return first ? result(whole, start, windowEnd) : earlierResult(whole, start, windowEnd);
  }
}
