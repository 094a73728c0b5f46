package io.dataflow.connector;

import io.dataflow.schema.RecordSchema;

/** What a sink is built from; {@code schema} is that of the rows that reach it. */
public record SinkContext(
    String pipelineId,
    String sinkId,
    ConnectorOptions options,
    ConnectorPolicy policy,
    RecordSchema schema) {}
