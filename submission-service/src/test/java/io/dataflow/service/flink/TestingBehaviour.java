package io.dataflow.service.flink;

import java.util.OptionalLong;

/**
 * How jobs of one definition behave on a {@link TestingFlinkCluster}.
 *
 * @param records length of a bounded input
 * @param failsAt a record that ends the job at once, its author's fault
 * @param compiles false: every submission is refused
 */
public record TestingBehaviour(
    int slots,
    OptionalLong records,
    long recordsPerSecond,
    OptionalLong failsAt,
    boolean compiles) {

  public static TestingBehaviour unbounded() {
    return new TestingBehaviour(1, OptionalLong.empty(), 100, OptionalLong.empty(), true);
  }

  public TestingBehaviour bounded(long length) {
    return new TestingBehaviour(
        slots, OptionalLong.of(length), recordsPerSecond, failsAt, compiles);
  }

  public TestingBehaviour failingAt(long record) {
    return new TestingBehaviour(
        slots, records, recordsPerSecond, OptionalLong.of(record), compiles);
  }

  public TestingBehaviour needing(int number) {
    return new TestingBehaviour(number, records, recordsPerSecond, failsAt, compiles);
  }

  public TestingBehaviour notCompiling() {
    return new TestingBehaviour(slots, records, recordsPerSecond, failsAt, false);
  }
}
