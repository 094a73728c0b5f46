package io.dataflow.service.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
  @Test
  void aProcessThatFloodsItsOutputIsReadToItsEndAndRemembersOnlyThat() throws Exception {
    ChildProcess ended = run("flood", Duration.ofMinutes(1));
    assertThat(ended.exitCode()).hasValue(7);
    assertThat(ended.output()).hasSize(ChildProcess.MOST_OUTPUT).endsWith("the end\n");
  }

  @Test
  void aProcessThatHangsHasEndedWhenItsTimeIsUp() throws Exception {
    ChildProcess ended = run("hang", Duration.ofSeconds(2));
    assertThat(ended.exitCode()).isEmpty();
    assertThat(ProcessHandle.current().children())
        .noneMatch(
            child -> child.info().commandLine().orElse("").contains(TestingChild.class.getName()));
  }

  private static ChildProcess run(String what, Duration patience)
      throws IOException, InterruptedException {
    return ChildProcess.run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            TestingChild.class.getName(),
            what),
        patience);
  }
}
