package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.schema.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All values, in the order they came in. */
final class CollectFold extends Fold {
  private final FieldType type;

  CollectFold(AggregateCall call) {
    super(call);
    this.type = call.argumentTypes().get(0);
  }

  @Override
  int numbers() {
    return 0;
  }

  @Override
  List<FieldType> objects() {
    return List.of(new FieldType.Array(type.withNullable(false), true));
  }

  @SuppressWarnings("unchecked") // what this fold put there
  private List<Object> values(Accumulator of) {
    return (List<Object>) of.objects[object()];
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    if (into.objects[object()] == null) {
      into.objects[object()] = new ArrayList<>();
    }
    values(into).add(value);
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    if (from.objects[object()] != null) {
      values(from).forEach(value -> add(into, value, 0));
    }
  }

  @Override
  Object result(Accumulator of) {
    return of.objects[object()] == null ? new Object[0] : values(of).toArray();
  }

  @Override
  Object packed(int index, Object live) {
    return ((List<?>) live).toArray();
  }

  @Override
  Object live(int index, Object packed) {
    return new ArrayList<>(Arrays.asList((Object[]) packed));
  }

  @Override
  Object copy(int index, Object live) {
    return new ArrayList<>((List<?>) live);
  }
}
