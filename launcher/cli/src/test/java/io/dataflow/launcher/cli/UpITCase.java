package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.launcher.stack.PortAllocator;
import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a JVM of its own, with a home whose name has a blank. */
class UpITCase {

  @TempDir Path folder;
  private CommandJvm jvm;

  @BeforeEach
  void home() {
    jvm = new CommandJvm(folder.resolve("a home"));
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    jvm.start("down").waitFor();
  }

  @Test
  void aTakenPortIsNamedWithItsOwner() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int base = taken.getLocalPort() - 1;
      Process up = jvm.start("up", "--small", "--port-base", Integer.toString(base));
      String text = CommandJvm.text(up);
      assertThat(up.waitFor()).isEqualTo(ExitCode.FAILED);
      assertThat(text)
          .contains(
              "port "
                  + taken.getLocalPort()
                  + " (flink) is taken by process "
                  + ProcessHandle.current().pid(),
              "--port-base");
      assertThat(jvm.pids()).isEmpty();
    }
  }

  @Test
  void controlCBeforeReadyUndoesTheStart() throws Exception {
    int base = PortAllocator.free(1).get(0);
    Process up = jvm.start("up", "--small", "--port-base", Integer.toString(base));
    List<String> seen = new ArrayList<>();
    try (BufferedReader lines = up.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.contains("cassandra ")) {
        seen.add(line);
        line = lines.readLine();
      }
      assertThat(line).as("after %s", seen).contains("ready");
      List<ProcessHandle> started =
          jvm.pids().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
      assertThat(started).isNotEmpty();

      new ProcessBuilder("kill", "-INT", Long.toString(up.pid())).start().waitFor();
      assertThat(lines.lines().collect(Collectors.joining("\n")))
          .contains("ending what was started");
      assertThat(up.waitFor()).isNotZero();
      assertThat(started).noneMatch(ProcessHandle::isAlive);
      assertThat(jvm.pids()).isEmpty();
    }
  }
}
