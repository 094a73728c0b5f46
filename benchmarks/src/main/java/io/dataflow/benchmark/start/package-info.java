/**
 * How long pipelines take to run after they are told to, on the real parts of the local stack:
 * processes that are started here and end with the benchmark. Measures and prints; asserts nothing.
 */
package io.dataflow.benchmark.start;
