package io.dataflow.differential;

import io.dataflow.schema.RecordSchema;
import java.io.Serializable;
import java.util.List;

/**
 * A table that Flink SQL reads.
 *
 * @param rows values by position, as our runtime carries them
 * @param timeField the field that is the event time, or empty
 * @param delaySeconds how much later than its neighbours a row may come
 */
public record SqlTable(
    String name, RecordSchema schema, List<Object[]> rows, String timeField, int delaySeconds)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public SqlTable {
    rows = List.copyOf(rows);
  }

  public SqlTable(String name, RecordSchema schema, List<Object[]> rows) {
    this(name, schema, rows, "", 0);
  }
}
