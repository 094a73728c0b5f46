package io.dataflow.service.flink;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What the control plane must know of the cluster's configuration.
 *
 * @param heartbeatTimeout after it a task without a JobManager ends by itself
 * @param checkpointDirectory root of {@code <job id>/chk-<n>}
 * @param savepointDirectory root of our savepoints
 * @param archiveDirectory where ended jobs leave their outcome; empty when it is not configured
 * @param wireFormat of the classes installed on the cluster, see {@link
 *     io.dataflow.runtime.WireFormat}; empty when it does not say
 */
public record ClusterSettings(
    Duration heartbeatTimeout,
    String checkpointDirectory,
    String savepointDirectory,
    Optional<String> archiveDirectory,
    Optional<Integer> wireFormat) {

  public ClusterSettings {
    Objects.requireNonNull(heartbeatTimeout);
    Objects.requireNonNull(checkpointDirectory);
    Objects.requireNonNull(savepointDirectory);
    Objects.requireNonNull(archiveDirectory);
    Objects.requireNonNull(wireFormat);
  }
}
