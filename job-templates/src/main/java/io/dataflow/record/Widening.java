package io.dataflow.record;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stored values of a type as values of a wider one. */
public final class Widening {
  private Widening() {}

  /**
   * The value, of types that {@link io.dataflow.schema.SchemaComparison} calls the same or widened;
   * null stays null.
   */
  public static Object widen(Object value, FieldType before, FieldType after) {
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
    } else if (after instanceof FieldType.Dictionary map) {
      FieldType old = ((FieldType.Dictionary) before).value();
      Map<Object, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((key, each) -> entries.put(key, widen(each, old, map.value())));
      return entries;
    }
    return nested(value, ((FieldType.Nested) before).schema(), (FieldType.Nested) after);
  }

  private static Object nested(Object value, RecordSchema before, FieldType.Nested after) {
    return new RowAdoption(before, after.schema()).adopt((Object[]) value);
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
