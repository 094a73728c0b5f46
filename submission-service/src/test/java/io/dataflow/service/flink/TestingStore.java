package io.dataflow.service.flink;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The checkpoint store of a {@link TestingFlinkCluster}: outlives its JobManager. */
final class TestingStore {

  private static final int RETAINED = 3;
  private static final String ROOT = "mem:/checkpoints/";

  private final Map<String, TreeMap<Long, RetainedCheckpoint>> checkpoints = new HashMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final TreeMap<String, String> savepointsByDirectory = new TreeMap<>();
  private final Map<String, Long> savepointNumbers = new HashMap<>();
  private final Map<String, ArchivedJob> archive = new HashMap<>();
  private Duration archiveDelay = Duration.ZERO;

  List<RetainedCheckpoint> retained(String jobId) {
    return new ArrayList<>(checkpoints.getOrDefault(jobId, new TreeMap<>()).values());
  }

  void addCheckpoint(String jobId, long number, long position, long at) {
    TreeMap<Long, RetainedCheckpoint> ofJob =
        checkpoints.computeIfAbsent(jobId, id -> new TreeMap<>());
    String path = ROOT + jobId + "/chk-" + number;
    ofJob.put(number, new RetainedCheckpoint(jobId, number, path, Instant.ofEpochMilli(at)));
    positions.put(path, position);
    while (ofJob.size() > RETAINED) {
      positions.remove(ofJob.pollFirstEntry().getValue().path());
    }
  }

  void deleteCheckpoints(String jobId) {
    retained(jobId).forEach(checkpoint -> positions.remove(checkpoint.path()));
    checkpoints.remove(jobId);
  }

  String addSavepoint(String directory, long number, long position) {
    String path = directory + "/savepoint-" + (savepointsByDirectory.size() + 1);
    savepointsByDirectory.put(directory, path);
    positions.put(path, position);
    savepointNumbers.put(path, number);
    return path;
  }

  Optional<String> savepointIn(String directory) {
    return Optional.ofNullable(savepointsByDirectory.get(directory));
  }

  OptionalLong checkpointId(String savepoint) {
    return savepointsByDirectory.containsValue(savepoint)
        ? OptionalLong.of(savepointNumbers.get(savepoint))
        : OptionalLong.empty();
  }

  void deleteSavepoint(String location) {
    savepointsByDirectory.values().remove(location);
    positions.remove(location);
  }

  /** Where a job restored from this path goes on; empty when nothing lies there. */
  Optional<Long> position(String path) {
    return Optional.ofNullable(positions.get(path));
  }

  void archive(ArchivedJob job) {
    archive.put(job.jobId(), job);
  }

  /** How long after a job's end its archive can be read. */
  void archiveDelay(Duration delay) {
    archiveDelay = delay;
  }

  Optional<ArchivedJob> archived(String jobId, Instant now) {
    return Optional.ofNullable(archive.get(jobId))
        .filter(job -> !now.isBefore(job.endTime().plus(archiveDelay)));
  }
}
