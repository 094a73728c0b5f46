package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.Pointers;
import io.dataflow.expression.TypedExpression;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The input of a step that keeps whole rows by key: all fields of the input, and behind them those
 * values that the step needs and that are nested in a field.
 */
final class KeyPlanner {
  private final StepContext step;
  private final RecordSchema input;
  private final List<Field> fields = new ArrayList<>();
  private final List<MappedField> values = new ArrayList<>();
  private boolean failed;

  KeyPlanner(StepContext step, RecordSchema input) {
    this.step = step;
    this.input = input;
    for (int i = 0; i < input.size(); i++) {
      fields.add(input.fields().get(i));
      values.add(new MappedField.Copied(i));
    }
  }

  /**
   * Where the values of paths lie that form a key or an order; the list of them stands at the
   * pointer.
   */
  List<Integer> columns(List<String> paths, String pointer) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < paths.size(); i++) {
      int position = column(paths.get(i), Pointers.child(pointer, Integer.toString(i)));
      if (position >= 0 && positions.contains(position)) {
        failed = true;
        step.error(
            ErrorCode.DUPLICATE_FIELD,
            Pointers.child(pointer, Integer.toString(i)),
            "'" + paths.get(i) + "' is named twice",
            "name it once");
      }
      positions.add(position);
    }
    return positions;
  }

  /**
   * Where a value lies in the rows; a nested one gets a column of its own.
   *
   * @return -1 where a diagnostic says why
   */
  int column(String path, String pointer) {
    Optional<TypedExpression> value = step.compilePath(path, input, pointer);
    if (value.isEmpty() || !comparable(step, path, value.get().type(), pointer)) {
      failed = true;
      return -1;
    }
    int position = input.indexOf(path);
    if (position >= 0) {
      return position;
    }
    int known = values.indexOf(new MappedField.Computed(value.get()));
    if (known >= 0) {
      return known;
    }
    fields.add(new Field(freeName(path), value.get().type()));
    values.add(new MappedField.Computed(value.get()));
    return fields.size() - 1;
  }

  /** The rows with all columns so far; empty where any of them is wrong. */
  Optional<KeyedInput> keyedBy(List<Integer> key) {
    return failed
        ? Optional.empty()
        : Optional.of(new KeyedInput(new RecordSchema(fields), values, key));
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
