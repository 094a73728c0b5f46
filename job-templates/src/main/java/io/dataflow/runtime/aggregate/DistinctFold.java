package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Hands each different value on to another fold once. */
final class DistinctFold extends Fold {
  private final Fold inner;
  private final FieldType type;

  /** Whether it knows how often each value came, so that it can tell when it is gone. */
  private final boolean counted;

  DistinctFold(AggregateCall call, Fold inner, boolean counted) {
    super(call);
    this.inner = inner;
    this.type = call.argumentTypes().get(0).withNullable(false);
    this.counted = counted;
  }

  @Override
  void placed(int number, int object) {
    inner.place(number, object + 1);
  }

  @Override
  int numbers() {
    return inner.numbers();
  }

  /** The values, then what the other fold needs. */
  @Override
  List<FieldType> objects() {
    List<FieldType> types = new ArrayList<>();
    types.add(
        counted
            ? new FieldType.Dictionary(type, FieldType.of(ScalarKind.BIGINT), true)
            : new FieldType.Array(type, true));
    types.addAll(inner.objects());
    return types;
  }

  @SuppressWarnings("unchecked") // what this fold put there
  private Map<Object, Long> values(Accumulator of) {
    if (of.objects[object()] == null) {
      of.objects[object()] = new HashMap<>();
    }
    return (Map<Object, Long>) of.objects[object()];
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    count(into, value, 1L);
  }

  /** The other fold has a value as long as it is there more often than it was taken back. */
  private void count(Accumulator into, Object value, long times) {
    Map<Object, Long> values = values(into);
    if (!counted) {
      if (values.putIfAbsent(value, times) == null) {
        inner.add(into, value, 0);
      }
      return;
    }
    long before = values.getOrDefault(value, 0L);
    long now = before + times;
    if (now == 0) {
      values.remove(value);
    } else {
      values.put(value, now);
    }
    if (before <= 0 && now > 0) {
      inner.add(into, value, 0);
    } else if (before > 0 && now <= 0) {
      inner.takeBack(into, value);
    }
  }

  @Override
  void takeBack(Accumulator from, Object value) {
    count(from, value, -1L);
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    if (from.objects[object()] != null) {
      values(from).forEach((value, times) -> count(into, value, times));
    }
  }

  @Override
  Object result(Accumulator of) {
    return inner.result(of);
  }

  @Override
  Object packed(int index, Object live) {
    if (index > 0) {
      return inner.packed(index - 1, live);
    }
    return counted ? new LinkedHashMap<>((Map<?, ?>) live) : ((Map<?, ?>) live).keySet().toArray();
  }

  @Override
  Object live(int index, Object packed) {
    if (index > 0) {
      return inner.live(index - 1, packed);
    } else if (counted) {
      return new HashMap<>((Map<?, ?>) packed);
    }
    Map<Object, Long> values = new HashMap<>();
    Arrays.asList((Object[]) packed).forEach(value -> values.put(value, 1L));
    return values;
  }

  @Override
  Object copy(int index, Object live) {
    return index > 0 ? inner.copy(index - 1, live) : new HashMap<>((Map<?, ?>) live);
  }
}
