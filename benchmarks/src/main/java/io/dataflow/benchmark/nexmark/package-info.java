/**
 * Nexmark, three ways: DataFlow's definitions, Flink SQL and hand-written DataStream jobs over the
 * same files, in turns, with equal results. This package starts the children, takes turns and
 * reports; it runs no job itself.
 */
package io.dataflow.benchmark.nexmark;
