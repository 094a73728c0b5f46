package io.dataflow.runtime.lookup;

import io.dataflow.connector.LookupTable;
import io.dataflow.schema.RecordSchema;
import java.io.Serializable;
import java.util.List;

/**
 * A table that a step of a run looks things up in.
 *
 * @param schema of the table's rows
 * @param key positions in {@code schema}
 * @param values positions in {@code schema}: what is found, in this order
 * @param maxRows the most rows that it may have
 * @param ttlMillis how often it is looked at for changes; 0: never
 */
public record LookupSpec(
    String stepId,
    LookupTable table,
    RecordSchema schema,
    List<Integer> key,
    List<Integer> values,
    int maxRows,
    long ttlMillis)
    implements Serializable {
  public LookupSpec {
    key = List.copyOf(key);
    values = List.copyOf(values);
  }

  RecordSchema keySchema() {
    return new RecordSchema(key.stream().map(position -> schema.fields().get(position)).toList());
  }
}
