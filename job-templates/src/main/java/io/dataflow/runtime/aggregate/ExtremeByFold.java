package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import java.util.List;

/** A value of the row in which another value is least or greatest; of equals, the first to come. */
final class ExtremeByFold extends Fold {
  private final boolean greatest;
  private final int ordering;
  private final List<FieldType> types;

  ExtremeByFold(AggregateCall call) {
    super(call);
    this.greatest = call.kind() == AggregateKind.MAX_BY;
    this.ordering = call.arguments().get(1);
    this.types = call.argumentTypes();
  }

  @Override
  int numbers() {
    return 0;
  }

  /** The value and what it is ordered by; the latter is null only where nothing is held. */
  @Override
  List<FieldType> objects() {
    return List.of(types.get(0).withNullable(true), types.get(1).withNullable(true));
  }

  @Override
  void add(Accumulator into, Object value, Object[] row, long time) {
    if (row[ordering] != null) {
      offer(into, value, row[ordering]);
    }
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    throw new IllegalStateException("needs the whole row");
  }

  private void offer(Accumulator into, Object value, Object order) {
    Object held = into.objects[object() + 1];
    if (held == null || ExtremeFold.precedes(order, held, greatest)) {
      into.objects[object()] = value;
      into.objects[object() + 1] = order;
    }
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    if (from.objects[object() + 1] != null) {
      offer(into, from.objects[object()], from.objects[object() + 1]);
    }
  }

  @Override
  Object result(Accumulator of) {
    return of.objects[object()];
  }
}
