package io.dataflow.runtime.aggregate;

import io.dataflow.function.AggregateCall;
import io.dataflow.record.Row;
import io.dataflow.runtime.keyed.KeyedStep;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operators of an aggregate know of it.
 *
 * @param prepared the rows that the run in front makes: the group's fields, then arguments and
 *     conditions, then what only {@code late} needs
 * @param late a late row as people see it: its fields in this order are those of {@code prepared}
 *     at {@code latePositions}
 * @param keys how many fields the group has
 * @param takesBack whether rows may take earlier ones back
 * @param apart whether parts are aggregated in front of the shuffle
 * @param output the result, without {@code op}
 * @param beforeImages whether a change also says what the result was before
 */
public record AggregateSpec(
    KeyedStep step,
    RecordSchema prepared,
    RecordSchema late,
    List<Integer> latePositions,
    int keys,
    List<AggregateCall> calls,
    boolean takesBack,
    boolean apart,
    RecordSchema output,
    boolean beforeImages)
    implements Serializable {
  public AggregateSpec {
    latePositions = List.copyOf(latePositions);
    calls = List.copyOf(calls);
  }

  /** Whether parts of a group may be aggregated apart and put together. */
  public static boolean canAggregateApart(List<AggregateCall> calls, boolean takesBack) {
    return AccumulatorLayout.canAggregateApart(calls, takesBack);
  }

  /**
   * The rows that travel: a prepared row, and behind it the accumulator of many of them. One of the
   * two is there; the group's fields always are.
   */
  public RecordSchema shuffled() {
    if (!apart) {
      return prepared;
    }
    List<Field> fields = new ArrayList<>();
    for (Field field : prepared.fields()) {
      boolean key = fields.size() < keys;
      fields.add(
          new Field(field.name(), field.type().withNullable(!key || field.type().nullable())));
    }
    int number = 0;
    for (Field field : layout().columns().schema().fields()) {
      fields.add(new Field("\u0000" + number++, nullable(field.type())));
    }
    return new RecordSchema(fields);
  }

  private static FieldType nullable(FieldType type) {
    return type.withNullable(true);
  }

  /** Whether a row that came through the shuffle is the accumulator of many. */
  boolean isPart(Row row) {
    return apart && row.get(prepared.size()) != null;
  }

  /** The values of {@link #late} of a row that came through the shuffle. */
  Object[] late(Row row) {
    return latePositions.stream().map(row::get).toArray();
  }

  AccumulatorLayout layout() {
    return new AccumulatorLayout(calls, takesBack);
  }

  /** The type of the window's fields. */
  public static FieldType time() {
    return FieldType.of(ScalarKind.TIMESTAMP).withNullable(false);
  }
}
