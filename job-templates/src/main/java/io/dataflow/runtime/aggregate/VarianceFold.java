package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import java.util.List;

/**
 * Variance and standard deviation by Welford's method, which does not lose digits where values lie
 * close together; parts are put together by Chan's.
 */
final class VarianceFold extends Fold {
  private final AggregateKind kind;

  VarianceFold(AggregateCall call) {
    super(call);
    this.kind = call.kind();
  }

  /** The count, then the bits of the mean and of the sum of squared distances from it. */
  @Override
  int numbers() {
    return 3;
  }

  @Override
  List<FieldType> objects() {
    return List.of();
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    double added = ((Number) value).doubleValue();
    long count = into.numbers[number()] + 1;
    double distance = added - mean(into);
    double mean = mean(into) + distance / count;
    put(into, count, mean, squares(into) + distance * (added - mean));
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    long left = into.numbers[number()];
    long right = from.numbers[number()];
    if (right == 0) {
      return;
    }
    double distance = mean(from) - mean(into);
    long count = left + right;
    double mean = left == 0 ? mean(from) : mean(into) + distance * right / count;
    double squares =
        squares(into) + squares(from) + distance * distance * ((double) left * right / count);
    put(into, count, mean, left == 0 ? squares(from) : squares);
  }

  private double mean(Accumulator of) {
    return Double.longBitsToDouble(of.numbers[number() + 1]);
  }

  private double squares(Accumulator of) {
    return Double.longBitsToDouble(of.numbers[number() + 2]);
  }

  private void put(Accumulator into, long count, double mean, double squares) {
    into.numbers[number()] = count;
    into.numbers[number() + 1] = Double.doubleToRawLongBits(mean);
    into.numbers[number() + 2] = Double.doubleToRawLongBits(squares);
  }

  @Override
  Object result(Accumulator of) {
    boolean sample = kind == AggregateKind.STDDEV || kind == AggregateKind.VARIANCE;
    long degrees = of.numbers[number()] - (sample ? 1 : 0);
    if (degrees <= 0) {
      return null;
    }
    double variance = squares(of) / degrees;
    boolean root = kind == AggregateKind.STDDEV || kind == AggregateKind.STDDEV_POP;
    return root ? Math.sqrt(variance) : variance;
  }
}
