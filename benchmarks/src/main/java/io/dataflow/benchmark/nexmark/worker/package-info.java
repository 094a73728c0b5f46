/**
 * The child process of the benchmark: a Flink cluster in its JVM and one contestant that makes the
 * jobs. Only one contestant's libraries are on a child's class path, so contestants are named by
 * their class.
 */
package io.dataflow.benchmark.nexmark.worker;
