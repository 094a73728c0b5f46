package io.dataflow.compile;

import io.dataflow.compile.StateVerdict.Column;
import io.dataflow.compile.StateVerdict.ColumnChange;
import io.dataflow.plan.KeptRows;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.SchemaComparison.FieldChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What becomes of rows that a step keeps whole, field by field. */
final class RowsComparison {
  private RowsComparison() {}

  /** Only what changed. */
  static List<Column> compare(List<KeptRows> before, List<KeptRows> after) {
    List<Column> changes = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      KeptRows rows = after.get(i);
      for (FieldChange change : rows.since(before.get(i)).changes()) {
        column(rows, change).ifPresent(changes::add);
      }
    }
    return changes;
  }

  private static Optional<Column> column(KeptRows rows, FieldChange field) {
    String name = rows.prefix() + field.name();
    return switch (field.change()) {
      case SAME -> Optional.empty();
      case ADDED ->
          Optional.of(new Column(name, ColumnChange.ADDED, "is NULL in the rows kept so far"));
      case REMOVED -> Optional.of(new Column(name, ColumnChange.REMOVED, "is dropped"));
      case WIDENED ->
          Optional.of(new Column(name, ColumnChange.WIDENED, types(field) + ": it goes on"));
      case INCOMPATIBLE ->
          Optional.of(
              new Column(
                  name,
                  ColumnChange.INCOMPATIBLE,
                  field.before().isPresent() ? types(field) : isNew(field)));
    };
  }

  private static String types(FieldChange field) {
    return "was " + field.before().orElseThrow() + " and is " + field.after().orElseThrow();
  }

  private static String isNew(FieldChange field) {
    FieldType type = field.after().orElseThrow();
    return type.nullable()
        ? "is new, and the rows kept so far are taken back by all their values"
        : "is new and " + type + ", and would be NULL in the rows kept so far";
  }
}
