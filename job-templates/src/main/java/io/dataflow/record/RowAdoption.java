package io.dataflow.record;

import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.SchemaComparison;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Brings stored values into another layout, field by field by name: what is new is null, what is
 * gone is dropped, what got a wider type is widened.
 */
final class RowAdoption {
  private static final int ABSENT = -1;

  private final RecordSchema from;
  private final boolean sameLayout;

  /** Of each field, where it lay. */
  private final int[] positions;

  private final List<UnaryOperator<Object>> widenings;

  /**
   * @param from a schema that {@link SchemaComparison} calls compatible
   */
  RowAdoption(RecordSchema from, RecordSchema to) {
    this.from = from;
    this.sameLayout = SchemaComparison.of(from, to).sameLayout();
    this.positions = to.names().stream().mapToInt(from::indexOf).toArray();
    this.widenings =
        to.fields().stream()
            .map(
                field ->
                    from.field(field.name())
                        .map(old -> Widening.between(old.type(), field.type()))
                        .orElse(UnaryOperator.identity()))
            .toList();
  }

  RecordSchema from() {
    return from;
  }

  /** Whether rows lie as they should. */
  boolean sameLayout() {
    return sameLayout;
  }

  /** The row itself where it lies as it should. */
  Row adopt(RestoredRow row) {
    return sameLayout ? row : new Row(row.kind(), adopt(row.values()));
  }

  Object[] adopt(Object[] values) {
    Object[] adopted = new Object[positions.length];
    for (int i = 0; i < adopted.length; i++) {
      if (positions[i] != ABSENT) {
        adopted[i] = widenings.get(i).apply(values[positions[i]]);
      }
    }
    return adopted;
  }
}
