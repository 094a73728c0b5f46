package io.dataflow.plan;

import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.util.BitSet;
import java.util.List;

/**
 * The rows that a keyed step is given: what the step in front computes of its input, before the
 * shuffle.
 *
 * @param fields where each field of {@code schema} comes from
 * @param key positions in {@code schema}; rows of equal values there meet in one subtask
 */
public record KeyedInput(RecordSchema schema, List<MappedField> fields, List<Integer> key) {
  public KeyedInput {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
  }

  /** Nullable all: whether a key may be NULL says nothing about what is kept for it. */
  public RecordSchema keySchema() {
    return new RecordSchema(
        key.stream().map(position -> nullable(schema.fields().get(position))).toList());
  }

  private static Field nullable(Field field) {
    return new Field(field.name(), field.type().withNullable(true));
  }

  /** How many of the fields, from the first, are the input's own as they are. */
  public int inputFields() {
    int position = 0;
    while (position < fields.size()
        && fields.get(position).equals(new MappedField.Copied(position))) {
      position++;
    }
    return position;
  }

  /** Positions of the step's input that have to be there. */
  BitSet reads() {
    return MappedField.reads(fields);
  }

  /** For the step's identity: names and types, so that state is not read as something else. */
  public String keyText() {
    return String.join(",", keySchema().fields().stream().map(KeyedInput::text).toList());
  }

  private static String text(Field field) {
    return field.name() + " " + field.type();
  }
}
