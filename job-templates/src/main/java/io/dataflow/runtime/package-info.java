/**
 * What runs on task managers: the fused step with its generated program, step metrics, dead
 * letters. Imports Flink, {@code error}, {@code schema}, {@code record}, {@code pipeline} and
 * {@code connector}; nothing of {@code expression}, {@code plan}, Calcite or Janino, whose jars are
 * not there.
 */
package io.dataflow.runtime;
