package io.dataflow.runtime.aggregate;

import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import io.dataflow.schema.SchemaComparison;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** Stored values of a type as values of a wider one. */
final class Widening {
  private Widening() {}

  /** Whether what a column held can be held by another. */
  static boolean goesOn(StateColumns.Column before, StateColumns.Column after) {
    return before.numbers() == after.numbers()
        && before.objects().size() == after.objects().size()
        && SchemaComparison.of(schema(before), schema(after)).compatible();
  }

  private static RecordSchema schema(StateColumns.Column column) {
    List<Field> fields =
        java.util.stream.IntStream.range(0, column.objects().size())
            .mapToObj(i -> new Field("object " + i, column.objects().get(i)))
            .toList();
    return new RecordSchema(fields);
  }

  /** The value, where {@link #goesOn} holds for the types; null stays null. */
  static Object widen(Object value, FieldType before, FieldType after) {
    if (value == null || before.sameIgnoringNullability(after)) {
      return value;
    } else if (after instanceof FieldType.Decimal decimal) {
      BigDecimal number =
          value instanceof BigDecimal exact
              ? exact
              : BigDecimal.valueOf(((Number) value).longValue());
      return number.setScale(decimal.scale());
    } else if (after instanceof FieldType.Scalar scalar) {
      return widen(value, scalar.kind());
    } else if (after instanceof FieldType.Array array) {
      FieldType element = ((FieldType.Array) before).element();
      return Arrays.stream((Object[]) value)
          .map(each -> widen(each, element, array.element()))
          .toArray();
    }
    return nested(value, before, after);
  }

  private static Object nested(Object value, FieldType before, FieldType after) {
    if (!(before instanceof FieldType.Nested left) || !(after instanceof FieldType.Nested right)) {
      return value;
    }
    Object[] values = (Object[]) value;
    return right.schema().fields().stream()
        .map(
            field -> {
              int position = left.schema().indexOf(field.name());
              return position < 0
                  ? null
                  : widen(
                      values[position], left.schema().fields().get(position).type(), field.type());
            })
        .toArray();
  }

  private static Object widen(Object value, ScalarKind kind) {
    Number number = (Number) value;
    return switch (kind) {
      case SMALLINT -> number.shortValue();
      case INT -> number.intValue();
      case BIGINT -> number.longValue();
      case DOUBLE -> number.doubleValue();
      default -> value;
    };
  }
}
