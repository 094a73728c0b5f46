package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of an aggregate as folds over one accumulator; calls of one meaning share one. */
final class AccumulatorLayout {
  private final Fold[] folds;

  /** For each call, the fold that knows its result. */
  private final Fold[] results;

  private final StateColumns columns;
  private final int numbers;
  private final int objects;

  /**
   * @param takesBack whether rows are also taken back
   */
  AccumulatorLayout(List<AggregateCall> calls, boolean takesBack) {
    Map<String, Fold> byMeaning = new LinkedHashMap<>();
    List<StateColumns.Column> kept = new ArrayList<>();
    results = new Fold[calls.size()];
    int number = 1;
    int object = 0;
    for (int i = 0; i < results.length; i++) {
      AggregateCall call = calls.get(i);
      Fold fold = byMeaning.get(call.meaning());
      if (fold == null) {
        fold = fold(call, takesBack);
        fold.place(number, object);
        byMeaning.put(call.meaning(), fold);
        number += fold.numbers();
        object += fold.objects().size();
        kept.add(
            new StateColumns.Column(call.stateMeaning(takesBack), fold.numbers(), fold.objects()));
      }
      results[i] = fold;
    }
    folds = byMeaning.values().toArray(Fold[]::new);
    columns = new StateColumns(kept);
    numbers = number;
    objects = object;
  }

  private static Fold fold(AggregateCall call, boolean takesBack) {
    Fold plain =
        switch (call.kind()) {
          case COUNT -> new CountFold(call);
          case SUM, AVG -> sum(call);
          case MIN, MAX -> takesBack ? new MultisetFold(call) : new ExtremeFold(call);
          case FIRST, LAST -> takesBack ? new MultisetFold(call) : new FirstLastFold(call);
          case COLLECT -> new CollectFold(call);
          case STDDEV, STDDEV_POP, VARIANCE, VAR_POP -> new VarianceFold(call);
          case APPROX_DISTINCT -> new ApproxDistinctFold(call);
          case PERCENTILE -> new PercentileFold(call);
          case MIN_BY, MAX_BY -> new ExtremeByFold(call);
        };
    return call.distinct() ? new DistinctFold(call, plain, takesBack) : plain;
  }

  private static Fold sum(AggregateCall call) {
    FieldType type = call.argumentTypes().get(0);
    if (type instanceof FieldType.Decimal) {
      return new DecimalSumFold(call);
    }
    ScalarKind kind = ((FieldType.Scalar) type).kind();
    return kind == ScalarKind.FLOAT || kind == ScalarKind.DOUBLE
        ? new DoubleSumFold(call)
        : new WholeSumFold(call);
  }

  /**
   * Whether parts of a group may be aggregated apart and put together: not where the order of all
   * values is the result, nor where values are taken back that another part may hold.
   */
  static boolean canAggregateApart(List<AggregateCall> calls, boolean takesBack) {
    return calls.stream()
        .allMatch(
            call ->
                switch (call.kind()) {
                  case COUNT, SUM, AVG -> !(takesBack && call.distinct());
                  case COLLECT -> false;
                  default -> !takesBack;
                });
  }

  /** Whether an accumulator may take kilobytes. */
  static boolean isHeavy(List<AggregateCall> calls) {
    return calls.stream()
        .anyMatch(
            call ->
                call.distinct()
                    || call.kind() == AggregateKind.APPROX_DISTINCT
                    || call.kind() == AggregateKind.PERCENTILE);
  }

  StateColumns columns() {
    return columns;
  }

  Accumulator create() {
    return new Accumulator(new long[numbers], new Object[objects]);
  }

  void add(Accumulator into, Object[] row, long time) {
    into.numbers[Accumulator.RECORDS]++;
    for (Fold fold : folds) {
      fold.fold(into, row, time);
    }
  }

  void takeBack(Accumulator from, Object[] row) {
    from.numbers[Accumulator.RECORDS]--;
    for (Fold fold : folds) {
      fold.takeBack(from, row);
    }
  }

  void merge(Accumulator into, Accumulator from) {
    into.numbers[Accumulator.RECORDS] += from.numbers[Accumulator.RECORDS];
    for (Fold fold : folds) {
      fold.merge(into, from);
    }
  }

  int results() {
    return results.length;
  }

  /**
   * Writes the result of each call.
   *
   * @throws io.dataflow.error.DataException where one has none; those behind it are not written
   */
  void results(Accumulator of, Object[] target, int position) {
    for (int i = 0; i < results.length; i++) {
      target[position + i] = results[i].result(of);
    }
  }

  /** How many values {@link #pack} writes. */
  int packedSize() {
    return numbers + objects;
  }

  /** Writes an accumulator as the values of {@link StateColumns#schema}. */
  void pack(Accumulator from, Object[] target, int position) {
    for (int i = 0; i < numbers; i++) {
      target[position + i] = from.numbers[i];
    }
    for (Fold fold : folds) {
      for (int i = 0; i < fold.objects().size(); i++) {
        Object live = from.objects[fold.object() + i];
        target[position + numbers + fold.object() + i] = live == null ? null : fold.packed(i, live);
      }
    }
  }

  /** Reads what {@link #pack} wrote. */
  Accumulator unpack(Object[] values, int position) {
    Accumulator read = create();
    for (int i = 0; i < numbers; i++) {
      read.numbers[i] = (Long) values[position + i];
    }
    System.arraycopy(values, position + numbers, read.objects, 0, objects);
    makeLive(read);
    return read;
  }

  /** Brings the objects of a packed accumulator into the form that folds work with. */
  void makeLive(Accumulator packed) {
    for (Fold fold : folds) {
      for (int i = fold.object(); i < fold.object() + fold.objects().size(); i++) {
        if (packed.objects[i] != null) {
          packed.objects[i] = fold.live(i - fold.object(), packed.objects[i]);
        }
      }
    }
  }

  Accumulator copy(Accumulator from) {
    Accumulator copy = new Accumulator(from.numbers.clone(), from.objects.clone());
    for (Fold fold : folds) {
      for (int i = fold.object(); i < fold.object() + fold.objects().size(); i++) {
        if (copy.objects[i] != null) {
          copy.objects[i] = fold.copy(i - fold.object(), copy.objects[i]);
        }
      }
    }
    return copy;
  }
}
