package io.dataflow.runtime.aggregate;

import io.dataflow.pipeline.Window;
import io.dataflow.record.Row;
import java.util.ArrayList;
import java.util.List;

/** Sessions: a row joins those that it is no further from than the gap, and makes them one. */
public final class SessionOperator extends WindowedOperator {
  private static final long serialVersionUID = 1L;

  private final long gap;

  public SessionOperator(AggregateSpec spec, WindowTime time, Window.Session session) {
    super(spec, time);
    this.gap = session.gap().toMillis();
  }

  @Override
  void add(Row row, long time, long now) throws Exception {
    AggregateState state = load();
    boolean created = state == null;
    if (created) {
      state = create();
    }
    // Sessions do not overlap: those that the row touches lie side by side.
    int from = 0;
    while (from < state.size && state.ends[from] < time) {
      from++;
    }
    int to = from;
    while (to < state.size && state.starts[to] <= time + gap) {
      to++;
    }
    if (from == to) {
      open(state, from, row, time, now);
    } else {
      join(state, from, to, row, time, now);
    }
    schedule(state, now, created);
  }

  private void open(AggregateState state, int at, Row row, long time, long now) {
    long end = time + gap;
    if (closes(end) <= now) {
      late(row, time);
      return;
    }
    state.insert(at, time, end, accumulator(row, time));
    if (end - 1 <= now) {
      change(null, result(state, at), end);
    }
  }

  /** The sessions from an index up to another become one; those that were emitted change. */
  private void join(AggregateState state, int from, int to, Row row, long time, long now) {
    List<Object[]> emitted = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    for (int i = from; takesLate() && i < to; i++) {
      if (state.ends[i] - 1 <= now) {
        emitted.add(earlierResult(state.accumulators[i], state.starts[i], state.ends[i]));
        ends.add(state.ends[i]);
      }
    }
    Accumulator all = state.accumulators[from];
    for (int i = from + 1; i < to; i++) {
      layout().merge(all, state.accumulators[i]);
    }
    add(all, row, time);
    state.starts[from] = Math.min(state.starts[from], time);
    state.ends[from] = Math.max(state.ends[to - 1], time + gap);
    state.remove(from + 1, to - from - 1);
    replace(state, from, emitted, ends, now);
  }

  private void replace(
      AggregateState state, int at, List<Object[]> emitted, List<Long> ends, long now) {
    long end = state.ends[at];
    boolean ended = end - 1 <= now;
    Object[] after = ended ? result(state, at) : null;
    int bounds = spec().keys() + layout().results();
    for (int i = 0; i < emitted.size(); i++) {
      Object[] before = emitted.get(i);
      boolean same =
          before != null
              && after != null
              && before[bounds].equals(after[bounds])
              && before[bounds + 1].equals(after[bounds + 1]);
      change(before, same ? after : null, ends.get(i));
      after = same ? null : after;
    }
    if (after != null) {
      change(null, after, end);
    }
  }

  @Override
  void due(AggregateState state, long time) {
    for (int i = 0; i < state.size; i++) {
      if (state.ends[i] - 1 == time) {
        change(null, result(state, i), state.ends[i]);
      }
    }
    int gone = 0;
    while (gone < state.size && closes(state.ends[gone]) <= time) {
      gone++;
    }
    state.remove(0, gone);
  }

  @Override
  long nextDue(AggregateState state, long now) {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < state.size; i++) {
      long end = state.ends[i];
      next = Math.min(next, end - 1 > now ? end - 1 : closes(end));
    }
    return next;
  }

  private Object[] result(AggregateState state, int index) {
    return result(state.accumulators[index], state.starts[index], state.ends[index]);
  }
}
