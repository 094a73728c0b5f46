package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * A field of the input, or a field nested in it.
 *
 * @param position in the input record
 * @param nested positions in the records inside, outermost first
 * @param type nullable if any record on the way is
 * @param names as the schemas spell them
 */
record FieldPath(int position, List<Integer> nested, FieldType type, List<String> names) {
  FieldPath {
    nested = List.copyOf(nested);
    names = List.copyOf(names);
  }

  static FieldPath of(RecordSchema schema, int position) {
    return new FieldPath(
        position,
        List.of(),
        schema.fields().get(position).type(),
        List.of(schema.fields().get(position).name()));
  }

  /** The path one level deeper; the field must exist. */
  FieldPath child(RecordSchema schema, int index) {
    List<Integer> newNested = new ArrayList<>(nested);
    newNested.add(index);
    List<String> newNames = new ArrayList<>(names);
    newNames.add(schema.fields().get(index).name());
    FieldType child = schema.fields().get(index).type();
    return new FieldPath(
        position, newNested, child.withNullable(child.nullable() || type.nullable()), newNames);
  }

  /** As SQL: parts that are no plain words stand in back-quotes. */
  String text() {
    return names.stream().map(FieldPath::quoted).reduce((a, b) -> a + "." + b).orElseThrow();
  }

  static String quoted(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_]*") ? name : "`" + name.replace("`", "``") + "`";
  }
}
