package io.dataflow.benchmark.nexmark;

/**
 * One job that was measured.
 *
 * @param wallNanos from the submission until the job had finished
 * @param cpuNanos of the whole process in that time
 * @param rows that reached the sink, changes included
 */
record Run(long wallNanos, long cpuNanos, long rows) {}
