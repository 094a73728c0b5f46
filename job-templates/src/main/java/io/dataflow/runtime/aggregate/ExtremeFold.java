package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import java.util.List;

/** The least or the greatest value; in the order of {@code <}, NaN being the greatest. */
final class ExtremeFold extends Fold {
  private final boolean greatest;
  private final FieldType type;

  ExtremeFold(AggregateCall call) {
    super(call);
    this.greatest = call.kind() == AggregateKind.MAX;
    this.type = call.argumentTypes().get(0);
  }

  @Override
  int numbers() {
    return 0;
  }

  @Override
  List<FieldType> objects() {
    return List.of(type.withNullable(true));
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    Object held = into.objects[object()];
    if (held == null || precedes(value, held, greatest)) {
      into.objects[object()] = value;
    }
  }

  /** Whether a value takes the place of the one that is held. */
  @SuppressWarnings("unchecked") // both are of one comparable type
  static boolean precedes(Object value, Object held, boolean greatest) {
    int order = ((Comparable<Object>) value).compareTo(held);
    return greatest ? order > 0 : order < 0;
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    if (from.objects[object()] != null) {
      add(into, from.objects[object()], 0);
    }
  }

  @Override
  Object result(Accumulator of) {
    return of.objects[object()];
  }
}
