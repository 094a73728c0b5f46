package io.dataflow.runtime;

import io.dataflow.connector.RowEncoder;
import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.runtime.lookup.LookupSpec;
import io.dataflow.schema.RecordSchema;
import java.io.Serializable;
import java.util.List;

/**
 * A run of stateless steps that one operator executes.
 *
 * @param version of the pipeline's definition, for dead letters
 * @param fromSource whether the first step is a source, so that bad records can come in
 * @param eventTimePosition the field of the source's rows that must not be null, or -1
 * @param steps in order, the source first and the sink last where the run has them
 * @param program what the steps between do; null: nothing
 * @param encoder how the sink at the end wants its rows; null: as they are
 * @param routes the edges of the route at the end, each a side output; empty where there is none
 * @param output of the rows that leave the run
 * @param lookups the tables of its steps, in their order
 * @param errorLimit how many records of a subtask may be skipped or become dead letters
 */
public record RunSpec(
    String pipelineId,
    int version,
    boolean fromSource,
    int eventTimePosition,
    List<StepSpec> steps,
    GeneratedProgram program,
    RowEncoder encoder,
    List<String> routes,
    RecordSchema output,
    List<LookupSpec> lookups,
    ErrorLimit errorLimit)
    implements Serializable {
  public RunSpec {
    steps = List.copyOf(steps);
    routes = List.copyOf(routes);
    lookups = List.copyOf(lookups);
  }
}
