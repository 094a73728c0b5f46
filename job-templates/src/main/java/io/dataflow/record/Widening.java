package io.dataflow.record;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Stored values of a type as values of a wider one. */
public final class Widening {
  private Widening() {}

  /**
   * What makes a value of one type one of the other, for types that {@link
   * io.dataflow.schema.SchemaComparison} calls the same or widened; null stays null.
   */
  public static UnaryOperator<Object> between(FieldType before, FieldType after) {
    if (before.sameIgnoringNullability(after)) {
      return UnaryOperator.identity();
    }
    UnaryOperator<Object> present = present(before, after);
    return value -> value == null ? null : present.apply(value);
  }

  private static UnaryOperator<Object> present(FieldType before, FieldType after) {
    if (after instanceof FieldType.Decimal decimal) {
      return value -> decimal(value).setScale(decimal.scale());
    } else if (after instanceof FieldType.Scalar scalar) {
      return value -> widen((Number) value, scalar.kind());
    } else if (after instanceof FieldType.Array array) {
      UnaryOperator<Object> element =
          between(((FieldType.Array) before).element(), array.element());
      return value -> Arrays.stream((Object[]) value).map(element).toArray();
    } else if (after instanceof FieldType.Dictionary map) {
      UnaryOperator<Object> entry = between(((FieldType.Dictionary) before).value(), map.value());
      return value -> {
        Map<Object, Object> entries = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, each) -> entries.put(key, entry.apply(each)));
        return entries;
      };
    }
    RowAdoption nested =
        new RowAdoption(((FieldType.Nested) before).schema(), ((FieldType.Nested) after).schema());
    return value -> nested.adopt((Object[]) value);
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigDecimal exact
        ? exact
        : BigDecimal.valueOf(((Number) value).longValue());
  }

  private static Object widen(Number number, ScalarKind kind) {
    return switch (kind) {
      case SMALLINT -> number.shortValue();
      case INT -> number.intValue();
      case BIGINT -> number.longValue();
      case DOUBLE -> number.doubleValue();
      default -> number;
    };
  }
}
