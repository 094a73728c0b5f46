package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.schema.FieldType;
import java.util.List;

/** How many rows or values. */
final class CountFold extends Fold {
  CountFold(AggregateCall call) {
    super(call);
  }

  @Override
  int numbers() {
    return 1;
  }

  @Override
  List<FieldType> objects() {
    return List.of();
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    into.numbers[number()]++;
  }

  @Override
  void takeBack(Accumulator from, Object value) {
    from.numbers[number()]--;
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    into.numbers[number()] += from.numbers[number()];
  }

  @Override
  Object result(Accumulator of) {
    return of.numbers[number()];
  }
}
