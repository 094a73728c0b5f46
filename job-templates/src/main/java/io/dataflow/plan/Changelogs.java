package io.dataflow.plan;

import io.dataflow.error.ErrorCode;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Results whose changes are records: each says in front what it does to the result. */
final class Changelogs {
  private static final String OP = "op";

  private Changelogs() {}

  /** The results with {@code op} in front where it is a changelog; empty where they have it. */
  static Optional<RecordSchema> output(StepContext step, RecordSchema results, boolean changelog) {
    if (!changelog) {
      return Optional.of(results);
    }
    if (results.indexOf(OP) >= 0) {
      step.error(
          ErrorCode.DUPLICATE_FIELD,
          step.pointer("emit"),
          "a changelog says in a field 'op' what each record does, and there is one already",
          "rename that in a map in front");
      return Optional.empty();
    }
    List<Field> fields = new ArrayList<>();
    fields.add(new Field(OP, FieldType.of(ScalarKind.STRING).withNullable(false)));
    fields.addAll(results.fields());
    return Optional.of(new RecordSchema(fields));
  }

  static ChangeMode mode(ChangeMode mode, boolean changelog) {
    return changelog ? new ChangeMode.Append() : mode;
  }
}
