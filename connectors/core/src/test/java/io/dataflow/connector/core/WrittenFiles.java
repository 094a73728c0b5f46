package io.dataflow.connector.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** What a file sink wrote, as others see it. */
final class WrittenFiles {
  private WrittenFiles() {}

  /** The lines of all finished files; none where there is no folder yet. */
  static List<String> lines(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      // Unfinished ones begin with a dot.
      for (Path file :
          files.filter(file -> !file.getFileName().toString().startsWith(".")).sorted().toList()) {
        lines.addAll(read(file));
      }
    }
    return lines;
  }

  private static List<String> read(Path file) throws IOException {
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
