package io.dataflow.runtime.keyed;

import io.dataflow.schema.RecordSchema;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What the first rows of a partition are, and how they look.
 *
 * @param rows of the input, in the state as well
 * @param outputFields how many of the row's fields are handed on, from the first
 * @param ranked whether the rank follows them
 * @param ties whether rows that equal the last one are there too
 */
public record TopNSpec(
    RecordSchema rows, int outputFields, RowOrdering order, int n, boolean ranked, boolean ties)
    implements Serializable {
  /** For people: without what only the step itself needs. */
  RecordSchema shown() {
    return new RecordSchema(rows.fields().subList(0, outputFields));
  }

  Object[] output(Object[] row, long rank) {
    if (ranked) {
      Object[] values = Arrays.copyOf(row, outputFields + 1);
      values[outputFields] = rank;
      return values;
    }
    return row.length == outputFields ? row : Arrays.copyOf(row, outputFields);
  }
}
