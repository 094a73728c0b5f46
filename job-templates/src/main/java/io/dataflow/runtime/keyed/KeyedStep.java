package io.dataflow.runtime.keyed;

import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.pipeline.ErrorPolicy;
import java.io.Serializable;

/**
 * Which step an operator is, for its counters and dead letters.
 *
 * @param version of the pipeline's definition
 * @param changelog whether its rows never change: their first field {@code op} says what each of
 *     them does to the result
 * @param errorLimit how many rows of a subtask may be skipped or become dead letters
 */
public record KeyedStep(
    String pipelineId,
    int version,
    String id,
    ErrorPolicy onError,
    boolean changelog,
    ErrorLimit errorLimit)
    implements Serializable {}
