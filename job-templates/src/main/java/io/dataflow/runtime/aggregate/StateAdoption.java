package io.dataflow.runtime.aggregate;

import java.util.List;

/** Brings state that lies in other columns into those of a layout, column by column by meaning. */
final class StateAdoption {
  private final AccumulatorLayout layout;

  StateAdoption(AccumulatorLayout layout) {
    this.layout = layout;
  }

  AccumulatorLayout layout() {
    return layout;
  }

  /** The state itself where it lies as it should; else a new one. */
  AggregateState adopt(AggregateState state) {
    if (!state.packed) {
      return state;
    }
    AggregateState adopted = new AggregateState(layout.columns(), false, Math.max(1, state.size));
    adopted.timer = state.timer;
    for (int i = 0; i < state.size; i++) {
      adopted.insert(
          i, state.starts[i], state.ends[i], adopt(state.accumulators[i], state.columns));
    }
    return adopted;
  }

  private Accumulator adopt(Accumulator from, StateColumns columns) {
    Accumulator into = layout.create();
    into.numbers[Accumulator.RECORDS] = from.records();
    List<StateColumns.Column> own = layout.columns().columns();
    for (int i = 0; i < own.size(); i++) {
      int before = columns.indexOf(own.get(i).meaning());
      if (before >= 0) {
        adopt(from, columns, before, into, i);
      }
    }
    layout.makeLive(into);
    return into;
  }

  private void adopt(
      Accumulator from, StateColumns columns, int before, Accumulator into, int column) {
    StateColumns own = layout.columns();
    StateColumns.Column after = own.columns().get(column);
    System.arraycopy(
        from.numbers,
        columns.firstNumber(before),
        into.numbers,
        own.firstNumber(column),
        after.numbers());
    for (int i = 0; i < after.objects().size(); i++) {
      Object value = from.objects[columns.firstObject(before) + i];
      into.objects[own.firstObject(column) + i] =
          Widening.widen(
              value, columns.columns().get(before).objects().get(i), after.objects().get(i));
    }
  }
}
