package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.record.Row;
import io.dataflow.record.RowSerializer;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes {@link AggregateState}: the timer, the number of accumulators, and each as its start, its
 * end and a row of {@link StateColumns#schema}. One that was restored from a snapshot knows the
 * columns but not the aggregates: what it reads stays packed. One that knows them brings whatever
 * it is given into its own columns.
 */
final class AggregateStateSerializer extends TypeSerializer<AggregateState> {
  private static final long serialVersionUID = 1L;

  private final StateColumns columns;

  /** Null of a restored one. */
  private final List<AggregateCall> calls;

  private final boolean takesBack;

  private transient RowSerializer rows;
  private transient StateAdoption adoption;

  AggregateStateSerializer(List<AggregateCall> calls, boolean takesBack) {
    this(new AccumulatorLayout(calls, takesBack).columns(), calls, takesBack);
  }

  private AggregateStateSerializer(
      StateColumns columns, List<AggregateCall> calls, boolean takesBack) {
    this.columns = columns;
    this.calls = calls;
    this.takesBack = takesBack;
    connect();
  }

  static AggregateStateSerializer restored(StateColumns columns) {
    return new AggregateStateSerializer(columns, null, false);
  }

  private void connect() {
    rows = new RowSerializer(columns.schema());
    AccumulatorLayout layout = calls == null ? null : new AccumulatorLayout(calls, takesBack);
    adoption = new StateAdoption(columns, layout);
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    connect();
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<AggregateState> duplicate() {
    return new AggregateStateSerializer(columns, calls, takesBack);
  }

  @Override
  public AggregateState createInstance() {
    return new AggregateState(columns, adoption.layout(), 1);
  }

  @Override
  public AggregateState copy(AggregateState from) {
    AggregateState own = adoption.adopt(from);
    AggregateState copy = new AggregateState(own.columns, own.layout, Math.max(1, own.size));
    copy.timer = own.timer;
    for (int i = 0; i < own.size; i++) {
      Accumulator accumulator = own.accumulators[i];
      // What is packed never changes.
      copy.insert(
          i,
          own.starts[i],
          own.ends[i],
          own.layout == null ? accumulator : own.layout.copy(accumulator));
    }
    return copy;
  }

  @Override
  public AggregateState copy(AggregateState from, AggregateState reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(AggregateState state, DataOutputView out) throws IOException {
    AggregateState own = adoption.adopt(state);
    out.writeLong(own.timer);
    out.writeInt(own.size);
    for (int i = 0; i < own.size; i++) {
      out.writeLong(own.starts[i]);
      out.writeLong(own.ends[i]);
      rows.serialize(Row.of(packed(own, i)), out);
    }
  }

  private Object[] packed(AggregateState state, int index) {
    Accumulator accumulator = state.accumulators[index];
    Object[] values = new Object[accumulator.numbers.length + accumulator.objects.length];
    if (state.layout != null) {
      state.layout.pack(accumulator, values, 0);
      return values;
    }
    for (int i = 0; i < accumulator.numbers.length; i++) {
      values[i] = accumulator.numbers[i];
    }
    System.arraycopy(
        accumulator.objects, 0, values, accumulator.numbers.length, accumulator.objects.length);
    return values;
  }

  @Override
  public AggregateState deserialize(DataInputView in) throws IOException {
    long timer = in.readLong();
    int size = in.readInt();
    AggregateState state = new AggregateState(columns, adoption.layout(), Math.max(1, size));
    state.timer = timer;
    for (int i = 0; i < size; i++) {
      long start = in.readLong();
      long end = in.readLong();
      state.insert(i, start, end, accumulator(rows.deserialize(in).values()));
    }
    return state;
  }

  private Accumulator accumulator(Object[] values) {
    long[] numbers = new long[columns.numbers()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (Long) values[i];
    }
    Object[] objects = new Object[columns.objects()];
    System.arraycopy(values, numbers.length, objects, 0, objects.length);
    Accumulator read = new Accumulator(numbers, objects);
    if (adoption.layout() != null) {
      adoption.layout().makeLive(read);
    }
    return read;
  }

  @Override
  public AggregateState deserialize(AggregateState reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AggregateStateSerializer that
        && columns.equals(that.columns)
        && (calls == null) == (that.calls == null);
  }

  @Override
  public int hashCode() {
    return columns.hashCode();
  }

  @Override
  public TypeSerializerSnapshot<AggregateState> snapshotConfiguration() {
    return new AggregateStateSnapshot(columns);
  }
}
