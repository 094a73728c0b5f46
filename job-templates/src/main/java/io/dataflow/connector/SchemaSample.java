package io.dataflow.connector;

import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.util.List;

/**
 * A schema inferred from what stands in the source.
 *
 * @param rowsRead how many records the inference looked at
 * @param rows the first of them, decoded
 */
public record SchemaSample(RecordSchema schema, int rowsRead, List<Row> rows) {
  public SchemaSample {
    rows = List.copyOf(rows);
  }
}
