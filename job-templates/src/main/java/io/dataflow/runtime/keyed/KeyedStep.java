package io.dataflow.runtime.keyed;

import io.dataflow.pipeline.ErrorPolicy;
import java.io.Serializable;

/**
 * Which step an operator is, for its counters and dead letters.
 *
 * @param version of the pipeline's definition
 */
public record KeyedStep(String pipelineId, int version, String id, ErrorPolicy onError)
    implements Serializable {}
