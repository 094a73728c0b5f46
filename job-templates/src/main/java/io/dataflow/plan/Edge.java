package io.dataflow.plan;

import io.dataflow.schema.RecordSchema;

/**
 * An output of a node, as those see it that read it.
 *
 * @param name the node's id, or {@code <id>.<route>} of a route
 * @param eventTime whether its records carry a time of their own and watermarks travel with them
 */
public record Edge(String name, RecordSchema schema, ChangeMode mode, boolean eventTime) {}
