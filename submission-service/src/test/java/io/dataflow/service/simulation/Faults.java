package io.dataflow.service.simulation;

import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.TestingFlinkCluster;
import io.dataflow.service.journal.TestingFaults.Fault;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** How often single calls fail, and who cannot reach what. */
final class Faults {
  private static final Set<String> READS =
      Set.of(
          "read",
          "readAll",
          "readSlot",
          "heads",
          "latestSnapshot",
          "pipelines",
          "instances",
          "checkpoints");

  /** Asked of the checkpoint store, not of a JobManager. */
  private static final Set<String> OF_THE_STORE =
      Set.of("archivedJob", "retainedCheckpoints", "savepointIn", "checkpointId");

  private final Random random;
  private final Set<Replica> withoutStore = new HashSet<>();
  private int storePerMille;
  private int clusterPerMille;
  private boolean storeUp = true;
  private Silence silence = Silence.NONE;

  /** What a JobManager that is there does not answer. */
  enum Silence {
    NONE,
    /** Questions; what is sent to it arrives. */
    QUESTIONS,
    ALL
  }

  Faults(Random random) {
    this.random = random;
  }

  static boolean isRead(String method) {
    return READS.contains(method);
  }

  private static boolean asks(String method) {
    return !Wiring.ACTS.contains(method);
  }

  boolean isCluster(Class<?> port) {
    return port == FlinkCluster.class;
  }

  void rates(int storeCallsPerMille, int clusterCallsPerMille) {
    storePerMille = storeCallsPerMille;
    clusterPerMille = clusterCallsPerMille;
  }

  void storeUp(boolean value) {
    storeUp = value;
  }

  void silence(Silence value) {
    silence = value;
  }

  void cutOff(Replica replica) {
    withoutStore.add(replica);
  }

  void reconnect(Replica replica) {
    withoutStore.remove(replica);
  }

  void heal() {
    rates(0, 0);
    storeUp = true;
    silence = Silence.NONE;
    withoutStore.clear();
  }

  Fault ofStore(Replica replica, String method) {
    if (!storeUp || withoutStore.contains(replica)) {
      return random.nextInt(4) == 0 ? Fault.REQUEST_LOST : Fault.UNREACHABLE;
    }
    // Slots and marks are asked by the dozen; their failures would drown all others.
    int perMille = isRead(method) || method.equals("renewAll") ? storePerMille / 20 : storePerMille;
    if (perMille == 0 || random.nextInt(1000) >= perMille) {
      return Fault.NONE;
    }
    return switch (random.nextInt(5)) {
      case 0 -> Fault.UNREACHABLE;
      case 1 -> Fault.REQUEST_LOST;
      case 2 -> Fault.LATE;
      default -> Fault.ANSWER_LOST;
    };
  }

  TestingFlinkCluster.Fault ofCluster(String method) {
    boolean silent = silence == Silence.ALL || (silence == Silence.QUESTIONS && asks(method));
    if (silent && !OF_THE_STORE.contains(method)) {
      return TestingFlinkCluster.Fault.REQUEST_LOST;
    }
    if (clusterPerMille == 0 || random.nextInt(1000) >= clusterPerMille) {
      return TestingFlinkCluster.Fault.NONE;
    }
    return switch (random.nextInt(5)) {
      case 0 -> TestingFlinkCluster.Fault.UNREACHABLE;
      case 1 -> TestingFlinkCluster.Fault.REQUEST_LOST;
      case 2 ->
          method.equals("submit")
              ? TestingFlinkCluster.Fault.DELAYED
              : TestingFlinkCluster.Fault.REQUEST_LOST;
      default -> TestingFlinkCluster.Fault.ANSWER_LOST;
    };
  }
}
