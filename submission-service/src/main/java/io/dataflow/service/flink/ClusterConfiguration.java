package io.dataflow.service.flink;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.runtime.WireFormat;
import io.dataflow.service.flink.ClusterUnavailableException.Part;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.plugin.PluginUtils;

/** The cluster's own configuration, as its JobManager shows it, and what we take from it. */
final class ClusterConfiguration {

  private static final ConfigOption<Integer> WIRE_FORMAT =
      ConfigOptions.key(WireFormat.KEY).intType().noDefaultValue();

  private final FlinkRest rest;
  private volatile Known known;

  private record Known(Configuration configuration, ClusterSettings settings, long connection) {}

  ClusterConfiguration(FlinkRest rest) {
    this.rest = rest;
  }

  /** Read once, and again after the connection was lost: a cluster may come back another one. */
  ClusterSettings settings() throws ClusterUnavailableException {
    Known present = known;
    if (present == null || present.connection() != rest.connection()) {
      long connection = rest.connection();
      // Outside of any lock: with the cluster away each caller waits for its own timeout only.
      present = adopt(read(), connection);
    }
    return present.settings();
  }

  private synchronized Known adopt(Configuration read, long connection)
      throws ClusterUnavailableException {
    if (known == null || !known.configuration().equals(read)) {
      // Flink keeps its file systems for the whole JVM; there is one cluster to a service.
      FileSystem.initialize(read, PluginUtils.createPluginManagerFromRootFolder(read));
      known = new Known(read, settings(read), connection);
    } else {
      known = new Known(read, known.settings(), connection);
    }
    return known;
  }

  private Configuration read() throws ClusterUnavailableException {
    Map<String, String> options = new HashMap<>();
    for (JsonNode option : rest.read("/jobmanager/config")) {
      options.put(option.path("key").asText(), option.path("value").asText());
    }
    return Configuration.fromMap(options);
  }

  private static ClusterSettings settings(Configuration cluster)
      throws ClusterUnavailableException {
    String checkpoints =
        cluster
            .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
            .orElseThrow(
                () ->
                    new ClusterUnavailableException(
                        Part.CHECKPOINT_STORE,
                        "the cluster keeps no checkpoints; set "
                            + CheckpointingOptions.CHECKPOINTS_DIRECTORY.key()
                            + " in its configuration"));
    String root = qualified(checkpoints);
    Optional<String> savepoints = cluster.getOptional(CheckpointingOptions.SAVEPOINT_DIRECTORY);
    Optional<String> archive = cluster.getOptional(JobManagerOptions.ARCHIVE_DIR);
    return new ClusterSettings(
        cluster.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT),
        root,
        savepoints.isPresent() ? qualified(savepoints.get()) : root + "/savepoints",
        archive.isPresent() ? Optional.of(qualified(archive.get())) : archive,
        cluster.getOptional(WIRE_FORMAT));
  }

  // Flink reports locations with their scheme: only so can they be compared with the roots.
  private static String qualified(String folder) throws ClusterUnavailableException {
    try {
      Path path = new Path(folder);
      return path.makeQualified(path.getFileSystem()).toString();
    } catch (IOException e) {
      throw new ClusterUnavailableException(
          Part.CHECKPOINT_STORE, "cannot use " + folder + ": " + StackTraces.describe(e), e);
    }
  }
}
