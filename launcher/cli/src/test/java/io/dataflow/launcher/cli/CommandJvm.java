package io.dataflow.launcher.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the command line in a JVM of its own, as the script does. */
final class CommandJvm {

  private final Path home;

  CommandJvm(Path home) {
    this.home = home;
  }

  Process start(String... arguments) throws IOException {
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

  /** Everything that the process prints until it ends. */
  static String text(Process process) {
    return process.inputReader().lines().collect(Collectors.joining("\n"));
  }

  /** The pids in the home's pid files. */
  List<Long> pids() throws IOException {
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
}
