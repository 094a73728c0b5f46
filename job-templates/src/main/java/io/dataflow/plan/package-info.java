/**
 * The typed plan: sources, steps and sinks in topological order with the schema of each edge, and
 * the planner that makes it and every diagnostic about a definition. Pure values and functions: may
 * import everything above it ({@code error, schema, record, function, pipeline, expression,
 * connector}), never Flink.
 */
package io.dataflow.plan;
