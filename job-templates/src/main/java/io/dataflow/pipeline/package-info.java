/**
 * The definition that people write, as values: what {@code pipeline.codec} reads from JSON and
 * YAML. Pure Java: neither Flink nor Jackson.
 */
package io.dataflow.pipeline;
