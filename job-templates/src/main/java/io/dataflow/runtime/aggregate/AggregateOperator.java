package io.dataflow.runtime.aggregate;

import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.runtime.keyed.KeyedStepOperator;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * Keeps one {@link AggregateState} for each group, and at most a few timers: the earliest that it
 * needs is set, and sets the next one when it fires.
 */
abstract class AggregateOperator extends KeyedStepOperator
    implements OneInputStreamOperator<Row, Row>, Triggerable<Row, VoidNamespace> {
  private static final long serialVersionUID = 1L;

  private static final String STATE = "groups";
  private static final String TIMERS = "timers";

  private final AggregateSpec spec;

  private transient AccumulatorLayout layout;
  private transient StateAdoption adoption;
  private transient ValueState<AggregateState> states;
  private transient boolean changesInPlace;
  private transient InternalTimerService<VoidNamespace> timers;

  AggregateOperator(AggregateSpec spec) {
    super(spec.step());
    this.spec = spec;
  }

  final AggregateSpec spec() {
    return spec;
  }

  final AccumulatorLayout layout() {
    return layout;
  }

  final InternalTimerService<VoidNamespace> timers() {
    return timers;
  }

  @Override
  public void open() throws Exception {
    super.open();
    layout = spec.layout();
    adoption = new StateAdoption(layout);
    states = getRuntimeContext().getState(descriptor());
    // What the heap gives out is the state itself; others keep bytes.
    changesInPlace = getKeyedStateBackend() instanceof HeapKeyedStateBackend;
    timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
  }

  private ValueStateDescriptor<AggregateState> descriptor() {
    return new ValueStateDescriptor<>(
        STATE, new AggregateStateSerializer(spec.calls(), spec.takesBack()));
  }

  /** The state of the current group, or null. */
  final AggregateState load() throws Exception {
    AggregateState state = states.value();
    if (state == null || state.layout != null) {
      return state;
    }
    AggregateState adopted = adoption.adopt(state);
    states.update(adopted);
    return adopted;
  }

  final AggregateState create() {
    return new AggregateState(layout.columns(), layout, 2);
  }

  /** Keeps the state of the current group, which is forgotten where it is empty. */
  final void store(AggregateState state, boolean created) throws Exception {
    if (state.size == 0) {
      if (!created) {
        states.clear();
      }
    } else if (created || !changesInPlace) {
      states.update(state);
    }
  }

  /** Does something with the state of each group. */
  final void forEachGroup(GroupAction action) throws Exception {
    KeyedStateBackend<Row> backend = getKeyedStateBackend();
    backend.applyToAllKeys(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        descriptor(),
        (key, state) -> action.apply());
  }

  /** What is done while a group is the current one. */
  interface GroupAction {
    void apply() throws Exception;
  }

  @Override
  protected final long records(Row row) {
    // What was taken back in front of the shuffle is not counted there.
    return spec.isPart(row) ? Math.max(1, (Long) row.get(spec.prepared().size())) : 1;
  }

  /** An accumulator of a row that came through the shuffle. */
  final Accumulator accumulator(Row row, long time) {
    if (spec.isPart(row)) {
      return layout.unpack(row.values(), spec.prepared().size());
    }
    Accumulator single = layout.create();
    fold(single, row, time);
    return single;
  }

  /** Adds a row that came through the shuffle, or takes back what it takes back. */
  final void add(Accumulator into, Row row, long time) {
    if (spec.isPart(row)) {
      layout.merge(into, layout.unpack(row.values(), spec.prepared().size()));
    } else {
      fold(into, row, time);
    }
  }

  private void fold(Accumulator into, Row row, long time) {
    if (row.kind() == RowKind.UPDATE_BEFORE || row.kind() == RowKind.DELETE) {
      layout.takeBack(into, row.values());
    } else {
      layout.add(into, row.values(), time);
    }
  }

  /**
   * A row of the result for the current group.
   *
   * @param windowStart only of a windowed one, like {@code windowEnd}
   * @return null where a call has no result, about which has been done what the step's policy says
   */
  final Object[] result(Accumulator of, long windowStart, long windowEnd) {
    return result(of, windowStart, windowEnd, true);
  }

  /** What was emitted of it before; where that was no row, the policy has had its say then. */
  final Object[] earlierResult(Accumulator of, long windowStart, long windowEnd) {
    return result(of, windowStart, windowEnd, false);
  }

  private Object[] result(Accumulator of, long windowStart, long windowEnd, boolean first) {
    Object[] values = new Object[spec.output().size()];
    Row key = (Row) getCurrentKey();
    System.arraycopy(key.values(), 0, values, 0, spec.keys());
    int behind = spec.keys() + layout.results();
    if (behind < values.length) {
      values[behind] = windowStart;
      values[behind + 1] = windowEnd;
    }
    try {
      layout.results(of, values, spec.keys());
    } catch (DataException e) {
      if (first) {
        failed(spec.output(), values, e);
      }
      return null;
    }
    return values;
  }
}
