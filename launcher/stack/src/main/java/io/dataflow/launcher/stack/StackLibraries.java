package io.dataflow.launcher.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folders the servers are started from.
 *
 * @param cassandra folder of jars with Cassandra's daemon
 * @param flink folder of jars with Flink, our runtime and the connectors
 * @param service folder of jars with the submission service
 * @param flinkConf folder with the cluster's {@code config.yaml} and {@code log4j2.properties}
 */
public record StackLibraries(Path cassandra, Path flink, Path service, Path flinkConf) {

  /** The folders that a built checkout holds. */
  public static StackLibraries ofCheckout(Path root) {
    Path launcher = root.toAbsolutePath().resolve("launcher");
    return new StackLibraries(
        launcher.resolve("dist-cassandra/target/lib"),
        launcher.resolve("dist-flink/target/lib"),
        launcher.resolve("dist-service/target/lib"),
        root.toAbsolutePath().resolve("flink-conf"));
  }

  static Path existing(Path lib) {
    if (!Files.isDirectory(lib)) {
      throw new IllegalStateException(
          "no folder " + lib + "; build it with: mvn -DskipTests package");
    }
    return lib;
  }
}
