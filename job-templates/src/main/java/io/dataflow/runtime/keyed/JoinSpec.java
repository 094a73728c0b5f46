package io.dataflow.runtime.keyed;

import io.dataflow.runtime.GeneratedProgram;
import io.dataflow.schema.RecordSchema;
import java.io.Serializable;

/**
 * What pairs of rows are, and how they look.
 *
 * @param keepsLeft whether a left row without a partner is handed on, the right fields NULL
 * @param condition over the output, a {@link io.dataflow.runtime.RowCondition}; null: every pair of
 *     equal keys is one
 * @param output of the pairs
 */
public record JoinSpec(
    Side left, Side right, boolean keepsLeft, GeneratedProgram condition, RecordSchema output)
    implements Serializable {
  /**
   * One of the two inputs.
   *
   * @param rows as they come in, and in the state
   * @param visible how many of their fields the author knows of, from the first
   * @param key positions that have to equal those of the other side, none of them NULL
   * @param fields positions that are handed on
   */
  public record Side(RecordSchema rows, int visible, int[] key, int[] fields)
      implements Serializable {
    /** For people: without what only the step itself needs. */
    RecordSchema shown() {
      return new RecordSchema(rows.fields().subList(0, visible));
    }
  }
}
