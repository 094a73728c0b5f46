package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * MIN, MAX, FIRST and LAST where values are taken back: all values with the number of times each is
 * there, in order, so that the next one takes over when one is gone.
 */
final class MultisetFold extends Fold {
  private final AggregateKind kind;
  private final FieldType type;

  MultisetFold(AggregateCall call) {
    super(call);
    this.kind = call.kind();
    this.type = call.argumentTypes().get(0).withNullable(false);
  }

  private boolean sorted() {
    return kind == AggregateKind.MIN || kind == AggregateKind.MAX;
  }

  @Override
  int numbers() {
    return 0;
  }

  @Override
  List<FieldType> objects() {
    return List.of(new FieldType.Dictionary(type, FieldType.of(ScalarKind.BIGINT), true));
  }

  private Map<Object, Long> empty() {
    return sorted() ? new TreeMap<>() : new LinkedHashMap<>();
  }

  @SuppressWarnings("unchecked") // what this fold put there
  private Map<Object, Long> values(Accumulator of) {
    if (of.objects[object()] == null) {
      of.objects[object()] = empty();
    }
    return (Map<Object, Long>) of.objects[object()];
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    count(into, value, 1L);
  }

  private void count(Accumulator into, Object value, Long times) {
    Map<Object, Long> values = values(into);
    // The last one to come stands at the end.
    Long before = kind == AggregateKind.LAST ? values.remove(value) : values.get(value);
    long now = (before == null ? 0 : before) + times;
    if (now == 0) {
      values.remove(value);
    } else {
      values.put(value, now);
    }
  }

  @Override
  void takeBack(Accumulator from, Object value) {
    values(from).compute(value, (key, times) -> remaining(times));
  }

  /** Null where none is left. */
  private static Long remaining(Long times) {
    long left = (times == null ? 0 : times) - 1;
    return left == 0 ? null : Long.valueOf(left);
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    if (from.objects[object()] != null) {
      values(from).forEach((value, times) -> count(into, value, times));
    }
  }

  /** Values that were taken back more often than they came are none. */
  @Override
  Object result(Accumulator of) {
    Map<Object, Long> values = values(of);
    if (kind == AggregateKind.MAX) {
      values = ((NavigableMap<Object, Long>) values).descendingMap();
    }
    Object last = null;
    for (Map.Entry<Object, Long> value : values.entrySet()) {
      if (value.getValue() > 0) {
        last = value.getKey();
        if (kind != AggregateKind.LAST) {
          return last;
        }
      }
    }
    return last;
  }

  @Override
  Object packed(int index, Object live) {
    return new LinkedHashMap<>((Map<?, ?>) live);
  }

  @Override
  @SuppressWarnings("unchecked") // as it was packed
  Object live(int index, Object packed) {
    Map<Object, Long> values = empty();
    values.putAll((Map<Object, Long>) packed);
    return values;
  }

  @Override
  Object copy(int index, Object live) {
    return live(index, live);
  }
}
