package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All parts together: what {@code dataflow demo} shows somebody new. */
class DemoITCase {

  @TempDir Path folder;

  @Test
  void runsTheReadyMadePipelineOverItsRealDataAndLeavesNothingRunning() throws Exception {
    CommandJvm jvm = new CommandJvm(folder.resolve("a home"));
    try {
      Process demo = jvm.start("demo", "--exit", "--small", "--ports", "auto");
      String text = CommandJvm.text(demo);
      assertThat(demo.waitFor()).as(text).isZero();
      assertThat(text)
          .contains("birdstrikes: completed", "123 rows in ")
          .containsPattern("source +10000 +10000")
          .containsPattern("costly +10000 +123 +9877")
          .containsPattern("sink +123 +123")
          .contains("1990-10-29,JOHN F KENNEDY INTL,New York,A-300,");
      assertThat(jvm.pids()).isEqualTo(List.of());
    } finally {
      jvm.start("down").waitFor();
    }
  }
}
