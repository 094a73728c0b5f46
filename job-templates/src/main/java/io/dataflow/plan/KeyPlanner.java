package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.expression.TypedExpression;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The input of a step that keeps whole rows by key: all fields of the input, and behind them those
 * keys that are nested in a field.
 */
final class KeyPlanner {
  private final StepContext step;
  private final RecordSchema input;
  private final List<Field> fields = new ArrayList<>();
  private final List<MappedField> values = new ArrayList<>();
  private final List<Integer> key = new ArrayList<>();

  private KeyPlanner(StepContext step, RecordSchema input) {
    this.step = step;
    this.input = input;
    for (int i = 0; i < input.size(); i++) {
      fields.add(input.fields().get(i));
      values.add(new MappedField.Copied(i));
    }
  }

  /**
   * @param keys names of fields, also nested ones with dots
   * @param pointer where the list of keys stands
   * @return empty where a diagnostic says why
   */
  static Optional<KeyedInput> wholeRows(
      StepContext step, List<String> keys, RecordSchema input, String pointer) {
    return new KeyPlanner(step, input).plan(keys, pointer);
  }

  private Optional<KeyedInput> plan(List<String> keys, String pointer) {
    boolean good = true;
    for (int i = 0; i < keys.size(); i++) {
      good &= add(keys.get(i), Pointers.child(pointer, Integer.toString(i)));
    }
    return good
        ? Optional.of(new KeyedInput(new RecordSchema(fields), values, key))
        : Optional.empty();
  }

  private boolean add(String path, String pointer) {
    Optional<TypedExpression> value = step.compilePath(path, input, pointer);
    if (value.isEmpty() || !comparable(step, path, value.get().type(), pointer)) {
      return false;
    }
    int position = input.indexOf(path);
    if (position < 0) {
      position = fields.size();
      fields.add(new Field(freeName(path), value.get().type()));
      values.add(new MappedField.Computed(value.get()));
    }
    if (key.contains(position)) {
      step.error(
          ErrorCode.DUPLICATE_FIELD, pointer, "'" + path + "' is named twice", "name it once");
      return false;
    }
    key.add(position);
    return true;
  }

  private String freeName(String path) {
    String name = path;
    while (new RecordSchema(fields).indexOf(name) >= 0) {
      name = name + "'";
    }
    return name;
  }

  /** Keys have to be equal and to hash alike on every machine. */
  static boolean comparable(StepContext step, String name, FieldType type, String pointer) {
    boolean fits = type instanceof FieldType.Scalar || type instanceof FieldType.Decimal;
    if (!fits) {
      step.error(
          ErrorCode.INVALID_VALUE,
          pointer,
          "'" + name + "' is " + type + ", which cannot be a key",
          "use one of its elements or fields");
    }
    return fits;
  }
}
