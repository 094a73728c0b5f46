package io.dataflow.plan;

import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.SchemaComparison;

/**
 * Rows that a step keeps whole, in the layout in which they come in.
 *
 * @param prefix for people, in front of the fields' names: {@code left.} of a step that keeps rows
 *     of several inputs, else empty
 * @param byValue whether rows are found again by all their values, to be taken back
 */
public record KeptRows(String prefix, RecordSchema schema, boolean byValue) {
  /** What becomes of the rows that another version kept; the serializer of state asks the same. */
  public SchemaComparison since(KeptRows before) {
    SchemaComparison edit = SchemaComparison.of(before.schema, schema);
    return byValue ? edit.byValue() : edit;
  }
}
