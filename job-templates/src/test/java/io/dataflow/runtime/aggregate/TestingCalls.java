package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.runtime.keyed.KeyedStep;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Calls over prepared rows {@code k STRING, v BIGINT, d DECIMAL(10,2), x DOUBLE}. */
final class TestingCalls {
  static final RecordSchema ROWS =
      new RecordSchema(
          List.of(
              new Field("k", FieldType.of(ScalarKind.STRING)),
              new Field("v", FieldType.of(ScalarKind.BIGINT)),
              new Field("d", new FieldType.Decimal(10, 2, true)),
              new Field("x", FieldType.of(ScalarKind.DOUBLE))));

  private TestingCalls() {}

  static AggregateCall call(AggregateKind kind, boolean distinct, int... arguments) {
    List<Integer> positions = new ArrayList<>();
    List<FieldType> types = new ArrayList<>();
    for (int argument : arguments) {
      positions.add(argument);
      types.add(ROWS.fields().get(argument).type());
    }
    boolean decimal = !types.isEmpty() && types.get(0) instanceof FieldType.Decimal;
    FieldType result =
        decimal ? new FieldType.Decimal(38, 6, true) : FieldType.of(ScalarKind.BIGINT);
    String meaning = kind + (distinct ? " DISTINCT " : " ") + positions;
    return new AggregateCall(kind, distinct, positions, types, -1, 0.5, result, meaning);
  }

  static AggregateCall call(AggregateKind kind, int... arguments) {
    return call(kind, false, arguments);
  }

  static AggregateSpec spec(boolean apart, boolean beforeImages, AggregateCall... calls) {
    List<Field> output = new ArrayList<>(List.of(ROWS.fields().get(0)));
    for (AggregateCall call : calls) {
      output.add(new Field(call.meaning(), call.resultType()));
    }
    return new AggregateSpec(
        new KeyedStep("pipeline", 1, "step", ErrorPolicy.FAIL, false, ErrorLimit.NONE),
        ROWS,
        ROWS,
        IntStream.range(0, ROWS.size()).boxed().toList(),
        1,
        List.of(calls),
        false,
        apart,
        new RecordSchema(output),
        beforeImages);
  }

  static AggregateSpec windowed(boolean apart, AggregateCall... calls) {
    AggregateSpec spec = spec(apart, false, calls);
    List<Field> output = new ArrayList<>(spec.output().fields());
    output.add(new Field("window_start", AggregateSpec.time()));
    output.add(new Field("window_end", AggregateSpec.time()));
    return new AggregateSpec(
        spec.step(),
        spec.prepared(),
        spec.late(),
        spec.latePositions(),
        spec.keys(),
        spec.calls(),
        spec.takesBack(),
        apart,
        new RecordSchema(output),
        false);
  }
}
