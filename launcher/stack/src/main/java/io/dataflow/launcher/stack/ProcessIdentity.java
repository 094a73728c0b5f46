package io.dataflow.launcher.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process as its pid file names it. The start mark tells the process from a later one that was
 * given the same pid.
 *
 * @param pid process id
 * @param startMark opaque; equal as long as it is the same process
 */
record ProcessIdentity(long pid, String startMark) {

  static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), startMark(process));
  }

  /** The identity that the file holds, if it holds one. */
  static Optional<ProcessIdentity> read(Path pidFile) throws IOException {
    try {
      String[] words = Files.readString(pidFile).strip().split(" ", -1);
      return words.length == 2
          ? Optional.of(new ProcessIdentity(Long.parseLong(words[0]), words[1]))
          : Optional.empty();
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void write(Path pidFile) throws IOException {
    Files.createDirectories(pidFile.toAbsolutePath().getParent());
    Files.writeString(pidFile, pid + " " + startMark + "\n");
  }

  /** The process itself, if it still runs. */
  Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startMark(process).equals(startMark));
  }

  private static String startMark(ProcessHandle process) {
    // Linux counts in ticks since boot. ProcessHandle's instant adds the wall clock's idea of the
    // boot time, which moves when the clock is set.
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      String text = new String(Files.readAllBytes(stat), StandardCharsets.ISO_8859_1);
      // The second field is the command in parentheses and may hold blanks; the start time is the
      // 22nd field.
      return text.substring(text.lastIndexOf(')') + 2).split(" ", -1)[19];
    } catch (IOException notLinux) {
      return process
          .info()
          .startInstant()
          .map(instant -> Long.toString(instant.toEpochMilli()))
          .orElse("unknown");
    }
  }
}
