package io.dataflow.service.flink;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How jobs of one definition behave on a {@link TestingFlinkCluster}.
 *
 * @param records length of a bounded input
 * @param failsAt a record that ends the job at once, its author's fault
 * @param compiles false: every submission is refused
 * @param keys the steps that keep state, each with its key: another key cannot go on with it
 */
public record TestingBehaviour(
    int slots,
    OptionalLong records,
    long recordsPerSecond,
    OptionalLong failsAt,
    boolean compiles,
    Map<String, String> keys) {

  public static TestingBehaviour unbounded() {
    return new TestingBehaviour(1, OptionalLong.empty(), 100, OptionalLong.empty(), true, Map.of());
  }

  public TestingBehaviour bounded(long length) {
    return new TestingBehaviour(
        slots, OptionalLong.of(length), recordsPerSecond, failsAt, compiles, keys);
  }

  public TestingBehaviour failingAt(long record) {
    return new TestingBehaviour(
        slots, records, recordsPerSecond, OptionalLong.of(record), compiles, keys);
  }

  public TestingBehaviour needing(int number) {
    return new TestingBehaviour(number, records, recordsPerSecond, failsAt, compiles, keys);
  }

  public TestingBehaviour notCompiling() {
    return new TestingBehaviour(slots, records, recordsPerSecond, failsAt, false, keys);
  }

  public TestingBehaviour keeping(String step, String key) {
    return new TestingBehaviour(
        slots, records, recordsPerSecond, failsAt, compiles, Map.of(step, key));
  }
}
