package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;

/** The fields of a step that adds some to its input's, while they are collected. */
final class OutputFields {
  private final StepContext step;
  private final List<Field> fields = new ArrayList<>();
  private final List<MappedField> values = new ArrayList<>();
  private boolean complete = true;

  OutputFields(StepContext step) {
    this.step = step;
  }

  /**
   * @param pointer where the name comes from
   */
  void add(Field field, MappedField value, String pointer) {
    if (fields.stream().anyMatch(other -> other.name().equals(field.name()))) {
      complete = false;
      step.error(
          ErrorCode.DUPLICATE_FIELD,
          pointer,
          "two fields would be called '" + field.name() + "'",
          "give one of them another name here, or rename it in a map before");
    } else {
      fields.add(field);
      values.add(value);
    }
  }

  /** Whether every field has a name of its own. */
  boolean complete() {
    return complete;
  }

  RecordSchema schema() {
    return new RecordSchema(fields);
  }

  List<MappedField> fields() {
    return values;
  }
}
