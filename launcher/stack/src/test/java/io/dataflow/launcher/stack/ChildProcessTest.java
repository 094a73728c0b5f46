package io.dataflow.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  @TempDir Path folder;
  private Path pidFile;

  @BeforeEach
  void pidFile() {
    pidFile = folder.resolve("run/sleep.pid");
  }

  @Test
  void isFoundAgainByItsPidFileAndForgottenWhenKilled() throws Exception {
    ChildProcess child = start(false, "sleep", "600");
    ChildProcess found = ChildProcess.find(pidFile).orElseThrow();
    assertThat(found.pid()).isEqualTo(child.pid());

    found.kill9();
    assertThat(child.isAlive()).isFalse();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void aPidThatWentToAnotherProcessIsNotTaken() throws Exception {
    ChildProcess child = start(false, "sleep", "600");
    try {
      Files.writeString(pidFile, child.pid() + " 1");
      assertThat(ChildProcess.find(pidFile)).isEmpty();
      Files.writeString(pidFile, "rubbish");
      assertThat(ChildProcess.find(pidFile)).isEmpty();
    } finally {
      child.kill9();
    }
  }

  @Test
  void aDetachedChildIgnoresWhatTheTerminalSends() throws Exception {
    ChildProcess child = start(true, "/bin/sh", "-c", "kill -INT $$; kill -HUP $$; exit 7");
    assertThat(child.awaitEnd(Duration.ofMinutes(1))).isTrue();
    assertThat(child.exitCode()).contains(7);
  }

  @Test
  void anAttachedJvmEndsWithItsParent() throws Exception {
    List<String> java =
        new JavaCommand(List.of(), List.of(testClasses()), Sleeper.class.getName(), List.of())
            .line(false, folder);
    Process jvm = new ProcessBuilder(java).redirectErrorStream(true).start();
    assertThat(jvm.inputReader().readLine()).isEqualTo("sleeping");
    // As the kernel does when the parent is gone, however it went.
    jvm.outputWriter().close();
    assertThat(jvm.waitFor()).isEqualTo(1);
  }

  private ChildProcess start(boolean detached, String... command) throws Exception {
    return ChildProcess.start(
        List.of(command), Map.of(), folder, folder.resolve("out"), pidFile, detached);
  }

  private static String testClasses() throws Exception {
    return Path.of(Sleeper.class.getProtectionDomain().getCodeSource().getLocation().toURI())
        .toString();
  }

  /** A server that never ends by itself. */
  public static final class Sleeper {
    private Sleeper() {}

    public static void main(String[] args) throws InterruptedException {
      System.out.println("sleeping");
      Thread.currentThread().join();
    }
  }
}
