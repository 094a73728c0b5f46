package io.dataflow.runtime.aggregate;

import io.dataflow.record.Widening;
import java.util.List;

/**
 * Brings state that lies in other columns into its own, column by column by meaning.
 *
 * @param columns its own
 * @param layout what folds over them; null: state stays packed
 */
record StateAdoption(StateColumns columns, AccumulatorLayout layout) {
  StateAdoption(AccumulatorLayout layout) {
    this(layout.columns(), layout);
  }

  /** The state itself where it lies as it should; else a new one. */
  AggregateState adopt(AggregateState state) {
    boolean fits = state.columns.equals(columns);
    if (fits && (state.layout != null || layout == null)) {
      return state;
    }
    AggregateState adopted = new AggregateState(columns, layout, Math.max(1, state.size));
    adopted.timer = state.timer;
    for (int i = 0; i < state.size; i++) {
      adopted.insert(i, state.starts[i], state.ends[i], adopt(state, i));
    }
    return adopted;
  }

  private Accumulator adopt(AggregateState state, int index) {
    Accumulator from = state.accumulators[index];
    if (state.layout != null) {
      throw new IllegalStateException("state that is folded lies in the operator's own columns");
    }
    Accumulator into = new Accumulator(new long[columns.numbers()], new Object[columns.objects()]);
    into.numbers[Accumulator.RECORDS] = from.records();
    List<StateColumns.Column> own = columns.columns();
    for (int i = 0; i < own.size(); i++) {
      int before = state.columns.indexOf(own.get(i).meaning());
      if (before >= 0) {
        adopt(from, state.columns, before, into, i);
      }
    }
    if (layout != null) {
      layout.makeLive(into);
    }
    return into;
  }

  private void adopt(
      Accumulator from, StateColumns other, int before, Accumulator into, int column) {
    StateColumns.Column after = columns.columns().get(column);
    System.arraycopy(
        from.numbers,
        other.firstNumber(before),
        into.numbers,
        columns.firstNumber(column),
        after.numbers());
    for (int i = 0; i < after.objects().size(); i++) {
      Object value = from.objects[other.firstObject(before) + i];
      into.objects[columns.firstObject(column) + i] =
          Widening.between(other.columns().get(before).objects().get(i), after.objects().get(i))
              .apply(value);
    }
  }
}
