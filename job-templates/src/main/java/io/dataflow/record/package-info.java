/**
 * The record as it travels: positional rows with a change kind, and bad records beside them. On
 * task managers, so it imports Flink's core, {@code error} and {@code schema} only.
 */
package io.dataflow.record;
