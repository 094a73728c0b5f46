package io.dataflow.runtime;

import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.schema.RecordSchema;
import java.io.Serializable;
import java.util.Objects;

/**
 * A source, step or sink inside a run.
 *
 * @param onError what becomes of records that it cannot process
 * @param inputSchema of the rows as they reach it: what a dead letter shows
 * @param handsOn whether what leaves it here is its output; false where the run only prepares its
 *     input, and an operator of its own counts what comes out
 */
public record StepSpec(String id, ErrorPolicy onError, RecordSchema inputSchema, boolean handsOn)
    implements Serializable {
  public StepSpec {
    Objects.requireNonNull(id);
    Objects.requireNonNull(onError);
    Objects.requireNonNull(inputSchema);
  }
}
