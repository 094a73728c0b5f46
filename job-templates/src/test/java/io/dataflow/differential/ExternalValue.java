package io.dataflow.differential;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.types.Row;

/** Values as our runtime carries them, in the classes in which Flink SQL takes and gives them. */
public final class ExternalValue {
  private ExternalValue() {}

  static Row row(RecordSchema schema, Object[] values) {
    Row row = new Row(values.length);
    for (int i = 0; i < values.length; i++) {
      row.setField(i, of(schema.fields().get(i).type(), values[i]));
    }
    return row;
  }

  public static Object of(FieldType type, Object value) {
    if (value == null) {
      return null;
    } else if (type instanceof FieldType.Array array) {
      Object[] elements = (Object[]) value;
      Object[] external =
          (Object[])
              java.lang.reflect.Array.newInstance(elementClass(array.element()), elements.length);
      for (int i = 0; i < elements.length; i++) {
        external[i] = of(array.element(), elements[i]);
      }
      return external;
    } else if (type instanceof FieldType.Dictionary dictionary) {
      Map<Object, Object> external = new HashMap<>();
      ((Map<?, ?>) value)
          .forEach((k, v) -> external.put(of(dictionary.key(), k), of(dictionary.value(), v)));
      return external;
    } else if (type instanceof FieldType.Nested nested) {
      return row(nested.schema(), (Object[]) value);
    } else if (type instanceof FieldType.Scalar scalar) {
      return switch (scalar.kind()) {
        case DATE -> LocalDate.ofEpochDay((Integer) value);
        case TIME -> LocalTime.ofNanoOfDay((Integer) value * 1_000_000L);
        case TIMESTAMP ->
            LocalDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC);
        case TIMESTAMP_LTZ -> Instant.ofEpochMilli((Long) value);
        default -> value;
      };
    }
    return value;
  }

  private static Class<?> elementClass(FieldType type) {
    if (type instanceof FieldType.Nested) {
      return Row.class;
    } else if (type instanceof FieldType.Dictionary) {
      return Map.class;
    } else if (type instanceof FieldType.Scalar scalar) {
      return switch (scalar.kind()) {
        case DATE -> LocalDate.class;
        case TIME -> LocalTime.class;
        case TIMESTAMP -> LocalDateTime.class;
        case TIMESTAMP_LTZ -> Instant.class;
        default -> scalar.javaClass();
      };
    }
    return type.javaClass();
  }
}
