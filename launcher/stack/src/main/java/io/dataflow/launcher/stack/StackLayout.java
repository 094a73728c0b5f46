package io.dataflow.launcher.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a stack keeps its files: everything below one folder.
 *
 * @param home absolute path; may contain blanks, must not contain the class path separator
 */
public record StackLayout(Path home) {

  public StackLayout {
    home = home.toAbsolutePath().normalize();
    if (home.toString().contains(java.io.File.pathSeparator)) {
      throw new IllegalArgumentException(
          "the folder " + home + " contains a ':', which no Java class path can express");
    }
  }

  /** What survives a restart: Cassandra's tables, Flink's checkpoints, savepoints and archive. */
  public Path data() {
    return home.resolve("data");
  }

  /** One {@code <part>.log} that rotates and one {@code <part>.out} (standard output) per part. */
  public Path logs() {
    return home.resolve("logs");
  }

  /** Process identities and temporary files; worthless once nothing runs. */
  public Path run() {
    return home.resolve("run");
  }

  /** Configuration of the user's own, such as the service's {@code application.conf}. */
  public Path conf() {
    return home.resolve("conf");
  }

  /** Configuration written at every start; editing it has no lasting effect. */
  public Path generatedConf() {
    return conf().resolve("generated");
  }

  /** Flink's checkpoints, one folder per job id. */
  public Path checkpoints() {
    return data().resolve("flink/checkpoints");
  }

  /** Flink's savepoints. */
  public Path savepoints() {
    return data().resolve("flink/savepoints");
  }

  /** What Flink archives of jobs that ended. */
  public Path archive() {
    return data().resolve("flink/archive");
  }

  void createFolders() throws IOException {
    for (Path folder :
        new Path[] {
          data(), logs(), run(), generatedConf(), checkpoints(), savepoints(), archive()
        }) {
      Files.createDirectories(folder);
    }
  }
}
