package io.dataflow.launcher.stack;

/**
 * Memory limits of the parts, in MiB.
 *
 * @param cassandraHeap Cassandra's heap
 * @param jobManagerHeap the JobManager's heap
 * @param taskHeap what jobs share on the TaskManager, beside Flink's own 128
 * @param network the TaskManager's buffers between tasks
 * @param managed the TaskManager's memory for RocksDB
 * @param serviceHeap the service's heap
 */
public record StackMemory(
    int cassandraHeap,
    int jobManagerHeap,
    int taskHeap,
    int network,
    int managed,
    int serviceHeap) {

  // What a JVM needs beside heap and direct memory; measured idle: 150 to 200 each.
  private static final int JVM_OVERHEAD = 200;
  static final int FRAMEWORK_HEAP = 128;
  static final int FRAMEWORK_OFF_HEAP = 128;

  /** For work on a laptop. */
  public static StackMemory standard() {
    return new StackMemory(512, 512, 768, 128, 256, 512);
  }

  /** For tests and small machines. */
  public static StackMemory small() {
    return new StackMemory(256, 256, 256, 64, 64, 256);
  }

  /** Upper bound of what the whole stack takes. */
  public int total() {
    return cassandraHeap
        + jobManagerHeap
        + taskHeap
        + FRAMEWORK_HEAP
        + FRAMEWORK_OFF_HEAP
        + network
        + managed
        + serviceHeap
        + 4 * JVM_OVERHEAD;
  }
}
