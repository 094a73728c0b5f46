package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import java.util.List;

/** The value of the earliest or the latest row; of rows of one time, by the order they came in. */
final class FirstLastFold extends Fold {
  private final boolean last;
  private final FieldType type;

  FirstLastFold(AggregateCall call) {
    super(call);
    this.last = call.kind() == AggregateKind.LAST;
    this.type = call.argumentTypes().get(0);
  }

  /** The time of the row. */
  @Override
  int numbers() {
    return 1;
  }

  @Override
  List<FieldType> objects() {
    return List.of(type.withNullable(true));
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    long held = into.numbers[number()];
    if (into.objects[object()] == null || (last ? time >= held : time < held)) {
      into.objects[object()] = value;
      into.numbers[number()] = time;
    }
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    if (from.objects[object()] != null) {
      add(into, from.objects[object()], from.numbers[number()]);
    }
  }

  @Override
  Object result(Accumulator of) {
    return of.objects[object()];
  }
}
