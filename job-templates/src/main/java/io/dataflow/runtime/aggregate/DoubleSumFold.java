package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import java.util.List;

/** Sum or mean of FLOAT and DOUBLE, by the rules of IEEE 754. */
final class DoubleSumFold extends Fold {
  private final boolean mean;

  DoubleSumFold(AggregateCall call) {
    super(call);
    this.mean = call.kind() == AggregateKind.AVG;
  }

  /** The count, then the bits of the sum. */
  @Override
  int numbers() {
    return 2;
  }

  @Override
  List<FieldType> objects() {
    return List.of();
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    add(into, 1, ((Number) value).doubleValue());
  }

  @Override
  void takeBack(Accumulator from, Object value) {
    add(from, -1, -((Number) value).doubleValue());
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    add(into, from.numbers[number()], sum(from));
  }

  private void add(Accumulator into, long count, double value) {
    into.numbers[number()] += count;
    into.numbers[number() + 1] = Double.doubleToRawLongBits(sum(into) + value);
  }

  private double sum(Accumulator of) {
    return Double.longBitsToDouble(of.numbers[number() + 1]);
  }

  @Override
  Object result(Accumulator of) {
    long count = of.numbers[number()];
    if (count == 0) {
      return null;
    }
    return mean ? sum(of) / count : sum(of);
  }
}
