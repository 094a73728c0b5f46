package io.dataflow.connector;

import io.dataflow.schema.RecordSchema;

/**
 * What a source is built from.
 *
 * @param schema the whole record, as resolved
 * @param projectedSchema the fields that the plan needs, a sub-list of {@code schema} in its order:
 *     only these are decoded
 */
public record SourceContext(
    String pipelineId,
    String sourceId,
    ConnectorOptions options,
    ConnectorPolicy policy,
    RecordSchema schema,
    RecordSchema projectedSchema) {}
