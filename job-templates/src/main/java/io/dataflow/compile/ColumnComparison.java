package io.dataflow.compile;

import io.dataflow.compile.StateVerdict.Column;
import io.dataflow.compile.StateVerdict.ColumnChange;
import io.dataflow.plan.StateColumn;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.SchemaComparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a step keeps, value by value: found again by meaning, shown by name. */
final class ColumnComparison {
  private final Map<String, StateColumn> oldByMeaning;
  private final Map<String, StateColumn> oldByName;
  private final Map<String, StateColumn> nowByMeaning;
  private final List<Column> changes = new ArrayList<>();

  private ColumnComparison(List<StateColumn> before, List<StateColumn> after) {
    oldByMeaning = by(StateColumn::meaning, before);
    oldByName = by(StateColumn::name, before);
    nowByMeaning = by(StateColumn::meaning, after);
  }

  /** Only what changed. */
  static List<Column> compare(List<StateColumn> before, List<StateColumn> after) {
    ColumnComparison columns = new ColumnComparison(before, after);
    after.forEach(columns::compare);
    before.forEach(columns::noteRemoved);
    return columns.changes;
  }

  private static Map<String, StateColumn> by(
      Function<StateColumn, String> key, List<StateColumn> columns) {
    Map<String, StateColumn> map = new LinkedHashMap<>();
    columns.forEach(column -> map.putIfAbsent(key.apply(column), column));
    return map;
  }

  private void compare(StateColumn now) {
    StateColumn same = oldByMeaning.get(now.meaning());
    StateColumn namesake = oldByName.get(now.name());
    if (same != null) {
      compareTypes(same, now);
    } else if (namesake != null && !nowByMeaning.containsKey(namesake.meaning())) {
      add(
          now,
          ColumnChange.CHANGED,
          "was '" + namesake.meaning() + "' and is '" + now.meaning() + "': it starts empty");
    } else {
      add(now, ColumnChange.ADDED, "starts empty");
    }
  }

  private void compareTypes(StateColumn old, StateColumn now) {
    String types = "was " + old.type() + " and is " + now.type();
    switch (SchemaComparison.of(schema(old), schema(now)).changes().get(0).change()) {
      case WIDENED -> add(now, ColumnChange.WIDENED, types + ": it goes on");
      case INCOMPATIBLE -> add(now, ColumnChange.INCOMPATIBLE, types);
      default -> {}
    }
  }

  private static RecordSchema schema(StateColumn column) {
    return new RecordSchema(List.of(new Field("value", column.type().withNullable(true))));
  }

  private void noteRemoved(StateColumn old) {
    boolean changed =
        changes.stream()
            .anyMatch(
                change ->
                    change.change() == ColumnChange.CHANGED && change.name().equals(old.name()));
    if (!nowByMeaning.containsKey(old.meaning()) && !changed) {
      add(old, ColumnChange.REMOVED, "is dropped");
    }
  }

  private void add(StateColumn column, ColumnChange change, String because) {
    changes.add(new Column(column.name(), change, because));
  }
}
