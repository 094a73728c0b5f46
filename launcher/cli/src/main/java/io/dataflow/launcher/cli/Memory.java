package io.dataflow.launcher.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How much memory the machine could still give. */
final class Memory {

  private Memory() {}

  /** Linux says it; elsewhere free memory is no measure of what a cache would give back. */
  static Optional<Long> availableMib() throws IOException {
    Path table = Path.of("/proc/meminfo");
    if (!Files.isReadable(table)) {
      return Optional.empty();
    }
    return Files.readAllLines(table).stream()
        .filter(line -> line.startsWith("MemAvailable:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst();
  }
}
