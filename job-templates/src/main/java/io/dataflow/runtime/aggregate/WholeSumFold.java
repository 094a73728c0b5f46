package io.dataflow.runtime.aggregate;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import java.math.BigInteger;
import java.util.List;

/**
 * Sum or mean of whole numbers. Adds in 128 bits, so that neither the order nor the place where
 * rows are aggregated decides whether a sum fits: only the result does.
 */
final class WholeSumFold extends Fold {
  private final boolean mean;

  WholeSumFold(AggregateCall call) {
    super(call);
    this.mean = call.kind() == AggregateKind.AVG;
  }

  /** The count, then the low and the high half of the sum. */
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
    long added = ((Number) value).longValue();
    into.numbers[number()]++;
    add(into.numbers, added, added >> 63);
  }

  @Override
  void takeBack(Accumulator from, Object value) {
    long taken = ((Number) value).longValue();
    from.numbers[number()]--;
    long low = from.numbers[number() + 1];
    from.numbers[number() + 1] = low - taken;
    long borrow = Long.compareUnsigned(low, taken) < 0 ? 1 : 0;
    from.numbers[number() + 2] -= (taken >> 63) + borrow;
  }

  private void add(long[] numbers, long low, long high) {
    long sum = numbers[number() + 1] + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    numbers[number() + 1] = sum;
    numbers[number() + 2] += high + carry;
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    into.numbers[number()] += from.numbers[number()];
    add(into.numbers, from.numbers[number() + 1], from.numbers[number() + 2]);
  }

  @Override
  Object result(Accumulator of) {
    long count = of.numbers[number()];
    if (count == 0) {
      return null;
    }
    long low = of.numbers[number() + 1];
    long high = of.numbers[number() + 2];
    boolean fits = high == low >> 63;
    if (mean) {
      double sum = fits ? low : exact(low, high).doubleValue();
      return sum / count;
    }
    if (!fits) {
      throw new DataException(
          ErrorCode.ARITHMETIC_OVERFLOW,
          "the sum " + exact(low, high) + " does not fit into BIGINT");
    }
    return low;
  }

  private static BigInteger exact(long low, long high) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(low));
    return BigInteger.valueOf(high).shiftLeft(Long.SIZE).add(unsigned);
  }
}
