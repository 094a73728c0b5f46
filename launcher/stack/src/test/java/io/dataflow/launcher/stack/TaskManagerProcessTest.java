package io.dataflow.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskManagerProcessTest {

  @Test
  void itIsReadyOnceTheJobManagerCountsItsSlots() {
    assertThat(TaskManagerProcess.missing("b", registered(member("b", 32)))).isEmpty();
  }

  @Test
  void itIsNotWhileNobodyKnowsIt() {
    assertThat(TaskManagerProcess.missing("b", registered("")))
        .contains("the JobManager does not know its slots");
    assertThat(TaskManagerProcess.missing("b", registered(member("b", 0))))
        .contains("the JobManager does not know its slots");
  }

  @Test
  void itIsNotWhileADeadOneIsCountedBeforeOrBehindIt() {
    String dead = "the JobManager still counts the slots of a";
    assertThat(TaskManagerProcess.missing("b", registered(member("a", 32)))).contains(dead);
    assertThat(TaskManagerProcess.missing("b", registered(member("a", 32) + "," + member("b", 32))))
        .contains(dead);
    assertThat(TaskManagerProcess.missing("b", registered(member("b", 32) + "," + member("a", 32))))
        .contains(dead);
  }

  private static String registered(String members) {
    return "{\"taskmanagers\":[" + members + "]}";
  }

  /** The members of Flink's answer as far as its first nested object, in its order. */
  private static String member(String id, int slots) {
    return "{\"id\":\""
        + id
        + "\",\"path\":\"pekko.tcp://flink@127.0.0.1:6122/user/rpc/taskmanager_0\""
        + ",\"dataPort\":6121,\"jmxPort\":-1,\"timeSinceLastHeartbeat\":1,\"slotsNumber\":"
        + slots
        + ",\"freeSlots\":"
        + slots
        + ",\"totalResource\":{\"cpuCores\":32.0}}";
  }
}
