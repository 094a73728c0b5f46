package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.function.Decimals;
import io.dataflow.schema.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Sum or mean of DECIMAL: exact; a mean is rounded half up. Only the result has to fit. */
final class DecimalSumFold extends Fold {
  private final boolean mean;
  private final FieldType.Decimal result;
  private final int scale;

  DecimalSumFold(AggregateCall call) {
    super(call);
    this.mean = call.kind() == AggregateKind.AVG;
    this.result = (FieldType.Decimal) call.resultType();
    this.scale = ((FieldType.Decimal) call.argumentTypes().get(0)).scale();
  }

  @Override
  int numbers() {
    return 1;
  }

  @Override
  List<FieldType> objects() {
    return List.of(new FieldType.Decimal(FieldType.Decimal.MAX_PRECISION, scale, true));
  }

  @Override
  void add(Accumulator into, Object value, long time) {
    add(into, 1, (BigDecimal) value);
  }

  @Override
  void takeBack(Accumulator from, Object value) {
    add(from, -1, ((BigDecimal) value).negate());
  }

  @Override
  void merge(Accumulator into, Accumulator from) {
    if (from.objects[object()] != null) {
      add(into, from.numbers[number()], (BigDecimal) from.objects[object()]);
    }
  }

  private void add(Accumulator into, long count, BigDecimal value) {
    BigDecimal sum = (BigDecimal) into.objects[object()];
    into.numbers[number()] += count;
    into.objects[object()] = sum == null ? value : sum.add(value);
  }

  @Override
  Object result(Accumulator of) {
    long count = of.numbers[number()];
    if (count == 0) {
      return null;
    }
    BigDecimal sum = (BigDecimal) of.objects[object()];
    BigDecimal value =
        mean ? sum.divide(BigDecimal.valueOf(count), result.scale(), RoundingMode.HALF_UP) : sum;
    return Decimals.fit(value, result.precision(), result.scale());
  }
}
