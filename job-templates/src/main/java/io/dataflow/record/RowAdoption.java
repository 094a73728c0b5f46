package io.dataflow.record;

import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.SchemaComparison;

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

  private final FieldType[] before;
  private final FieldType[] after;

  /**
   * @param from a schema that {@link SchemaComparison} calls compatible
   */
  RowAdoption(RecordSchema from, RecordSchema to) {
    this.from = from;
    this.sameLayout = SchemaComparison.of(from, to).sameLayout();
    this.positions = to.names().stream().mapToInt(from::indexOf).toArray();
    this.before = new FieldType[positions.length];
    this.after = new FieldType[positions.length];
    for (int i = 0; i < positions.length; i++) {
      if (positions[i] != ABSENT) {
        before[i] = from.fields().get(positions[i]).type();
        after[i] = to.fields().get(i).type();
      }
    }
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
        adopted[i] = Widening.widen(values[positions[i]], before[i], after[i]);
      }
    }
    return adopted;
  }
}
