package io.dataflow.service.flink;

import io.dataflow.service.flink.ClusterUnavailableException.Part;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;

/** The folders that the cluster keeps checkpoints, savepoints and archives in. */
final class CheckpointStore {

  static final String METADATA = "_metadata";

  private static final int ROOM = 1 << 20;
  private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d{1,18})");
  private static final Pattern JOB_ID = Pattern.compile("[0-9a-f]{32}");

  private final Path checkpoints;
  private final Path savepoints;
  private final Optional<Path> archive;

  CheckpointStore(ClusterSettings settings) {
    checkpoints = new Path(settings.checkpointDirectory());
    savepoints = new Path(settings.savepointDirectory());
    archive = settings.archiveDirectory().map(Path::new);
  }

  /** See {@link FlinkCluster#retainedCheckpoints}. */
  List<RetainedCheckpoint> retained(String jobId) throws ClusterUnavailableException {
    return reading(
        checkpoints,
        fs -> {
          // An unmounted store would look like a job that never completed a checkpoint.
          fs.getFileStatus(checkpoints);
          List<RetainedCheckpoint> found = new ArrayList<>();
          for (FileStatus status : list(fs, jobDirectory(jobId))) {
            Matcher number = CHECKPOINT.matcher(status.getPath().getName());
            OptionalLong completed =
                number.matches() ? writtenAt(fs, status.getPath()) : OptionalLong.empty();
            if (completed.isPresent()) {
              found.add(
                  new RetainedCheckpoint(
                      jobId,
                      Long.parseLong(number.group(1)),
                      status.getPath().toString(),
                      Instant.ofEpochMilli(completed.getAsLong())));
            }
          }
          found.sort(Comparator.comparingLong(RetainedCheckpoint::checkpointId));
          return found;
        });
  }

  String savepointDirectory(String pipelineId, String triggerId) {
    return new Path(new Path(savepoints, pipelineId), triggerId).toString();
  }

  /** See {@link FlinkCluster#savepointIn}. */
  Optional<String> savepointIn(String directory) throws ClusterUnavailableException {
    return reading(
        savepoints,
        fs -> {
          fs.getFileStatus(savepoints);
          for (FileStatus status : list(fs, new Path(directory))) {
            if (writtenAt(fs, status.getPath()).isPresent()) {
              return Optional.of(status.getPath().toString());
            }
          }
          return Optional.empty();
        });
  }

  /** See {@link FlinkCluster#checkpointId}. */
  OptionalLong checkpointId(String savepoint) throws ClusterUnavailableException {
    return metadata(savepoints, savepoint)
        .map(found -> OptionalLong.of(found.getCheckpointId()))
        .orElse(OptionalLong.empty());
  }

  /**
   * The ids of the operators whose state a savepoint or checkpoint holds; empty when nothing lies
   * there. What has no state here may be left out of a job without a word.
   */
  Optional<Set<String>> operatorsWithState(String location) throws ClusterUnavailableException {
    Path root = owns(location) ? savepoints : checkpoints;
    return metadata(root, location)
        .map(
            found ->
                found.getOperatorStates().stream()
                    .filter(CheckpointStore::hasState)
                    .map(operator -> operator.getOperatorID().toHexString())
                    .collect(Collectors.toUnmodifiableSet()));
  }

  /** As Flink decides whether a job may leave it out. */
  private static boolean hasState(OperatorState operator) {
    return operator.getCoordinatorState() != null
        || operator.getStates().stream().anyMatch(OperatorSubtaskState::hasState);
  }

  private static Optional<CheckpointMetadata> metadata(Path root, String location)
      throws ClusterUnavailableException {
    return reading(
        root,
        fs -> {
          // An unmounted store would look like one in which nothing lies.
          fs.getFileStatus(root);
          try (var in = new DataInputStream(fs.open(new Path(location, METADATA)))) {
            return Optional.of(
                Checkpoints.loadCheckpointMetadata(
                    in, CheckpointStore.class.getClassLoader(), location));
          } catch (FileNotFoundException absent) {
            return Optional.empty();
          }
        });
  }

  boolean isSavepoint(String location) throws ClusterUnavailableException {
    return reading(savepoints, fs -> writtenAt(fs, new Path(location)).isPresent());
  }

  /** Whether a location lies below the savepoint root, so that it may be removed. */
  boolean owns(String location) {
    return new Path(location).toString().startsWith(savepoints + "/") && !location.contains("/..");
  }

  void deleteCheckpoints(String jobId) throws ClusterUnavailableException {
    delete(checkpoints, jobDirectory(jobId));
  }

  /** What is left of a savepoint after its disposal, with the directory of its trigger. */
  void deleteRemains(String location) throws ClusterUnavailableException {
    Path savepoint = new Path(location);
    delete(savepoints, savepoint);
    Path trigger = savepoint.getParent();
    if (owns(trigger.toString()) && reading(savepoints, fs -> list(fs, trigger).length == 0)) {
      delete(savepoints, trigger);
    }
  }

  /** The archive's text of an ended job. */
  Optional<byte[]> archived(String jobId) throws ClusterUnavailableException {
    if (archive.isEmpty()) {
      return Optional.empty();
    }
    Path file = new Path(archive.get(), checked(jobId));
    return reading(
        archive.get(),
        fs -> {
          try (var in = fs.open(file)) {
            return Optional.of(in.readAllBytes());
          } catch (FileNotFoundException absent) {
            return Optional.empty();
          }
        });
  }

  /**
   * Writes a savepoint without any state, and makes the roots on the way. Some room is taken and
   * given back first: a few bytes fit on many a disk that no checkpoint does.
   */
  String writeEmptySavepoint(String name) throws ClusterUnavailableException {
    Path folder = new Path(savepoints, name);
    reading(checkpoints, fs -> fs.mkdirs(checkpoints));
    return reading(
        savepoints,
        fs -> {
          fs.mkdirs(folder);
          try {
            Path room = new Path(folder, "room");
            write(fs, room, out -> out.write(new byte[ROOM]));
            fs.delete(room, false);
            write(
                fs,
                new Path(folder, METADATA),
                out ->
                    Checkpoints.storeCheckpointMetadata(
                        new CheckpointMetadata(1, List.of(), List.of()), out));
          } catch (IOException e) {
            // It is tried again and again, and a full disk may be short of directories, too.
            fs.delete(folder, true);
            throw e;
          }
          return folder.toString();
        });
  }

  @FunctionalInterface
  private interface Writing {
    void to(FSDataOutputStream out) throws IOException;
  }

  private static void write(FileSystem fs, Path file, Writing writing) throws IOException {
    try (var out = fs.create(file, WriteMode.OVERWRITE)) {
      writing.to(out);
    }
  }

  private void delete(Path root, Path folder) throws ClusterUnavailableException {
    reading(root, fs -> !fs.exists(folder) || fs.delete(folder, true));
  }

  private Path jobDirectory(String jobId) {
    return new Path(checkpoints, checked(jobId));
  }

  private static String checked(String jobId) {
    if (!JOB_ID.matcher(jobId).matches()) {
      throw new IllegalArgumentException("not a job id: " + jobId);
    }
    return jobId;
  }

  private static FileStatus[] list(FileSystem fs, Path folder) throws IOException {
    try {
      FileStatus[] found = fs.listStatus(folder);
      return found == null ? new FileStatus[0] : found;
    } catch (FileNotFoundException absent) {
      return new FileStatus[0];
    }
  }

  // The metadata is written last and at once: where it is, the checkpoint is complete.
  private static OptionalLong writtenAt(FileSystem fs, Path folder) throws IOException {
    try {
      return OptionalLong.of(fs.getFileStatus(new Path(folder, METADATA)).getModificationTime());
    } catch (FileNotFoundException absent) {
      return OptionalLong.empty();
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(FileSystem fs) throws IOException;
  }

  private static <T> T reading(Path root, Reading<T> reading) throws ClusterUnavailableException {
    try {
      return reading.from(root.getFileSystem());
    } catch (IOException e) {
      throw new ClusterUnavailableException(
          Part.CHECKPOINT_STORE, "cannot use " + root + ": " + StackTraces.describe(e), e);
    }
  }
}
