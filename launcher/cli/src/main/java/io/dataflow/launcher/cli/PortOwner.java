package io.dataflow.launcher.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Names the process that listens on a port, as far as this user may know it. */
final class PortOwner {

  private static final String LISTEN = "0A";

  private PortOwner() {}

  static String describe(int port) throws IOException, InterruptedException {
    return owner(port).map(PortOwner::describe).orElse("another process");
  }

  private static Optional<ProcessHandle> owner(int port) throws IOException, InterruptedException {
    Optional<Long> pid =
        Files.isReadable(Path.of("/proc/net/tcp")) ? fromProc(port) : fromLsof(port);
    return pid.flatMap(ProcessHandle::of);
  }

  private static String describe(ProcessHandle process) {
    String command = process.info().commandLine().orElse("");
    String shown = command.length() > 70 ? command.substring(0, 67) + "..." : command;
    return "process " + process.pid() + (shown.isEmpty() ? "" : " (" + shown + ")");
  }

  private static Optional<Long> fromProc(int port) throws IOException {
    Optional<String> inode = inode(port);
    if (inode.isEmpty()) {
      return Optional.empty();
    }
    String socket = "socket:[" + inode.get() + "]";
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (holds(process.resolve("fd"), socket)) {
          return Optional.of(Long.valueOf(process.getFileName().toString()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inode(int port) throws IOException {
    String hex = String.format(Locale.ROOT, ":%04X", port);
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      if (!Files.isReadable(Path.of(table))) {
        continue;
      }
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split("\\s+");
        if (columns.length > 9 && columns[1].endsWith(hex) && columns[3].equals(LISTEN)) {
          return Optional.of(columns[9]);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Path descriptors, String socket) {
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        if (Files.readSymbolicLink(link).toString().equals(socket)) {
          return true;
        }
      }
      return false;
    } catch (IOException endedOrOfAnotherUser) {
      return false;
    }
  }

  private static Optional<Long> fromLsof(int port) throws InterruptedException {
    try {
      Process lsof =
          new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
              .redirectErrorStream(true)
              .start();
      String answer =
          new String(lsof.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return lsof.waitFor(5, TimeUnit.SECONDS) && lsof.exitValue() == 0
          ? answer.lines().findFirst().map(Long::valueOf)
          : Optional.empty();
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }
}
