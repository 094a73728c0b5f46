/**
 * What Flink SQL gives for the same rows. {@link io.dataflow.differential.FlinkSqlProcess} is the
 * process that Flink's planner runs in; the rest serves both sides. Imports {@code schema} and
 * Flink, and nothing of the planner's insides.
 */
package io.dataflow.differential;
