package io.dataflow.service.flink;

import io.dataflow.compile.StateVerdict;
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
  private final Map<String, Written> written = new HashMap<>();
  private final TreeMap<String, String> savepointsByDirectory = new TreeMap<>();
  private final Map<String, Long> savepointNumbers = new HashMap<>();
  private final Map<String, ArchivedJob> archive = new HashMap<>();
  private Duration archiveDelay = Duration.ZERO;

  /** What lies at a path: how far the job had read, and its steps with state. */
  private record Written(long position, Map<String, String> keys) {}

  List<RetainedCheckpoint> retained(String jobId) {
    return new ArrayList<>(checkpoints.getOrDefault(jobId, new TreeMap<>()).values());
  }

  void addCheckpoint(String jobId, long number, long position, Map<String, String> keys, long at) {
    TreeMap<Long, RetainedCheckpoint> ofJob =
        checkpoints.computeIfAbsent(jobId, id -> new TreeMap<>());
    String path = ROOT + jobId + "/chk-" + number;
    ofJob.put(number, new RetainedCheckpoint(jobId, number, path, Instant.ofEpochMilli(at)));
    written.put(path, new Written(position, keys));
    while (ofJob.size() > RETAINED) {
      written.remove(ofJob.pollFirstEntry().getValue().path());
    }
  }

  void deleteCheckpoints(String jobId) {
    retained(jobId).forEach(checkpoint -> written.remove(checkpoint.path()));
    checkpoints.remove(jobId);
  }

  String addSavepoint(String directory, long number, long position, Map<String, String> keys) {
    String path = directory + "/savepoint-" + (savepointsByDirectory.size() + 1);
    savepointsByDirectory.put(directory, path);
    written.put(path, new Written(position, keys));
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
    written.remove(location);
  }

  /** Where a job restored from this path goes on; empty when nothing lies there. */
  Optional<Long> position(String path) {
    return Optional.ofNullable(written.get(path)).map(Written::position);
  }

  /** What a job with these steps would make of the state at a path. */
  Optional<StateVerdict> verdict(String path, Map<String, String> keys) {
    return Optional.ofNullable(written.get(path))
        .map(
            found ->
                new StateVerdict(
                    new TreeMap<>(found.keys())
                        .entrySet().stream()
                            .map(step -> verdict(step.getKey(), step.getValue(), keys))
                            .toList()));
  }

  private static StateVerdict.Step verdict(String step, String key, Map<String, String> keys) {
    boolean kept = key.equals(keys.get(step));
    return new StateVerdict.Step(
        step,
        "deduplicate",
        kept ? StateVerdict.Change.KEPT : StateVerdict.Change.DROPPED,
        kept ? "" : "its key was '" + key + "' and is '" + keys.get(step) + "'",
        List.of());
  }

  void archive(ArchivedJob job) {
    archive.put(job.jobId(), job);
  }

  /** How long after a job's end its archive can be read. */
  void archiveDelay(Duration delay) {
    archiveDelay = delay;
  }

  Optional<ArchivedJob> archived(String jobId, Instant now) {
    return Optional.ofNullable(archive.get(jobId)).filter(job -> !holdsBack(job.endTime(), now));
  }

  /** Whether the archive of a job that ended then cannot be read yet. */
  boolean holdsBack(Instant end, Instant now) {
    return now.isBefore(end.plus(archiveDelay));
  }
}
