package io.dataflow.record;

import io.dataflow.schema.RecordSchema;

/**
 * A row as it was stored: a heap state backend keeps what it read in the layout that it was written
 * in, beside rows of the present one, so such a row says which layout that is.
 */
final class RestoredRow extends Row {
  private final RecordSchema schema;

  RestoredRow(RowKind kind, Object[] values, RecordSchema schema) {
    super(kind, values);
    this.schema = schema;
  }

  RecordSchema schema() {
    return schema;
  }
}
