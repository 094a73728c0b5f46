package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.launcher.stack.PortAllocator;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a JVM of its own, with a home whose name has a blank. */
class UpITCase {

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void home() {
    home = folder.resolve("a home");
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    dataflow("down").waitFor();
  }

  @Test
  void aTakenPortIsNamedWithItsOwner() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int base = taken.getLocalPort() - 1;
      Process up = dataflow("up", "--small", "--port-base", Integer.toString(base));
      String text = text(up);
      assertThat(up.waitFor()).isEqualTo(ExitCode.FAILED);
      assertThat(text)
          .contains(
              "port "
                  + taken.getLocalPort()
                  + " (flink) is taken by process "
                  + ProcessHandle.current().pid(),
              "--port-base");
      assertThat(pids()).isEmpty();
    }
  }

  @Test
  void controlCBeforeReadyUndoesTheStart() throws Exception {
    int base = PortAllocator.free(1).get(0);
    Process up = dataflow("up", "--small", "--port-base", Integer.toString(base));
    List<String> seen = new ArrayList<>();
    try (BufferedReader lines = up.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.contains("cassandra ")) {
        seen.add(line);
        line = lines.readLine();
      }
      assertThat(line).as("after %s", seen).contains("ready");
      List<ProcessHandle> started =
          pids().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).toList();
      assertThat(started).isNotEmpty();

      new ProcessBuilder("kill", "-INT", Long.toString(up.pid())).start().waitFor();
      assertThat(lines.lines().collect(Collectors.joining("\n")))
          .contains("ending what was started");
      assertThat(up.waitFor()).isNotZero();
      assertThat(started).noneMatch(ProcessHandle::isAlive);
      assertThat(pids()).isEmpty();
    }
  }

  private List<Long> pids() throws IOException {
    Path run = home.resolve("run");
    if (!Files.isDirectory(run)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(run)) {
      List<Long> pids = new ArrayList<>();
      for (Path file : files.filter(name -> name.toString().endsWith(".pid")).toList()) {
        pids.add(Long.valueOf(Files.readString(file).split(" ", -1)[0]));
      }
      return pids;
    }
  }

  private Process dataflow(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("-Ddataflow.root=" + System.getProperty("dataflow.root"));
    command.add("io.dataflow.launcher.cli.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("DATAFLOW_HOME", home.toString());
    return builder.redirectErrorStream(true).directory(new File("/")).start();
  }

  private static String text(Process process) {
    return process.inputReader().lines().collect(Collectors.joining("\n"));
  }
}
