package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A pipeline, folded from its events by {@link Pipeline#evolve}.
 *
 * @param sequenceNumber of the last event folded; 0: no event yet
 * @param incarnation how often it was created; 0: never
 * @param exists false before the first creation and after a deletion
 * @param createdEventId the event that opened the incarnation; JobIDs are made of it
 * @param versions of this incarnation, oldest first
 * @param rest the status in which nothing is left to do; empty: the control plane is at work
 * @param start what was asked to run last
 * @param attempts those whose directories matter and the last one, oldest first
 * @param stop the stop in flight
 * @param snapshots savepoints not disposed of, oldest first
 * @param failure why it failed last
 * @param failedAttempts since the last healthy time: the part of the restart budget that is spent
 */
public record PipelineState(
    String pipelineId,
    long sequenceNumber,
    int incarnation,
    boolean exists,
    Instant createdAt,
    Instant updatedAt,
    Optional<UUID> createdEventId,
    int maxParallelism,
    List<DefinitionVersion> versions,
    DesiredState desired,
    Optional<PipelineStatus> rest,
    Optional<StartIntent> start,
    Lineage lineage,
    List<Attempt> attempts,
    Optional<StopProgress> stop,
    List<Snapshot> snapshots,
    Optional<Failure> failure,
    Optional<Waiting> waiting,
    int failedAttempts) {

  public PipelineState {
    versions = List.copyOf(versions);
    attempts = List.copyOf(attempts);
    snapshots = List.copyOf(snapshots);
  }

  /** A pipeline of which nothing is known. */
  public static PipelineState initial(String pipelineId) {
    return new PipelineState(
        pipelineId,
        0,
        0,
        false,
        Instant.EPOCH,
        Instant.EPOCH,
        Optional.empty(),
        0,
        List.of(),
        DesiredState.STOPPED,
        Optional.empty(),
        Optional.empty(),
        new Lineage(0, 1, Optional.empty(), Optional.empty()),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  /** What users see. */
  public PipelineStatus status() {
    if (rest.isPresent()) {
      return rest.get();
    }
    if (stop.isPresent()) {
      return stop.get().mode() == StopMode.PAUSE ? PipelineStatus.PAUSING : PipelineStatus.STOPPING;
    }
    if (desired == DesiredState.DELETED) {
      return PipelineStatus.STOPPING;
    }
    if (waiting.isPresent()) {
      return PipelineStatus.WAITING;
    }
    Optional<Attempt> open = openAttempt();
    if (open.isPresent() && open.get().phase() == Attempt.Phase.RUNNING) {
      return PipelineStatus.RUNNING;
    }
    return isFirstAttemptOfStart() ? PipelineStatus.STARTING : PipelineStatus.RECOVERING;
  }

  private boolean isFirstAttemptOfStart() {
    if (start.isEmpty() || lastAttemptNumber() <= start.get().attempt()) {
      return true;
    }
    return lastAttemptNumber() == start.get().attempt() + 1
        && openAttempt().filter(attempt -> !attempt.ran()).isPresent();
  }

  /** Nothing is left to be done until the next command. */
  public boolean atRest() {
    return rest.isPresent() || incarnation == 0;
  }

  /** 0: none was ever planned. */
  public int lastAttemptNumber() {
    return attempts.isEmpty() ? 0 : attempts.get(attempts.size() - 1).number();
  }

  public Optional<Attempt> lastAttempt() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  /** The one whose job may be alive: always the last. */
  public Optional<Attempt> openAttempt() {
    return lastAttempt().filter(Attempt::isOpen);
  }

  public Optional<Attempt> attempt(int number) {
    return attempts.stream().filter(attempt -> attempt.number() == number).findFirst();
  }

  public Optional<Snapshot> snapshot(String snapshotId) {
    return snapshots.stream().filter(snapshot -> snapshot.id().equals(snapshotId)).findFirst();
  }

  /** The newest version: what a start, not a recovery, runs. */
  public Optional<DefinitionVersion> currentVersion() {
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
  }

  public Optional<DefinitionVersion> version(int number) {
    return versions.stream().filter(version -> version.version() == number).findFirst();
  }

  public Optional<VersionTag> versionTag() {
    return currentVersion().map(version -> new VersionTag(incarnation, version.version()));
  }

  /** The version that the next attempt runs: a recovery stays on the last attempt's. */
  public int nextVersion() {
    int lastNumber = lastAttemptNumber();
    if (start.isPresent() && start.get().attempt() >= lastNumber) {
      return start.get().version();
    }
    return lastAttempt().map(Attempt::version).orElse(currentVersion().orElseThrow().version());
  }

  /** Attempts of the present lineage, newest first. */
  public List<Attempt> lineageAttempts() {
    return attempts.stream()
        .filter(attempt -> attempt.lineage() == lineage.number())
        .sorted(Comparator.comparingInt(Attempt::number).reversed())
        .toList();
  }

  /**
   * Paths that the present lineage, or a job that has no state of its own yet, may still begin
   * from.
   */
  public Set<String> pinnedPaths() {
    Set<String> paths = new HashSet<>();
    openAttempt()
        .filter(attempt -> !attempt.hasOwnState())
        .flatMap(Attempt::restorePoint)
        .ifPresent(point -> paths.add(point.path()));
    Optional<Attempt> newest = lineageAttempts().stream().filter(Attempt::hasOwnState).findFirst();
    newest.flatMap(Attempt::stopSavepoint).ifPresent(point -> paths.add(point.path()));
    if (newest.isEmpty()) {
      lineage.origin().ifPresent(point -> paths.add(point.path()));
    }
    return paths;
  }

  /** The restore point as far as the journal knows it, for people. */
  public Optional<RestorePoint> restorePoint() {
    for (Attempt attempt : lineageAttempts()) {
      if (attempt.hasOwnState()) {
        return attempt.stopSavepoint();
      }
    }
    return lineage.origin();
  }

  /** The version whose state a start from the latest point goes on with; empty: there is none. */
  public Optional<Integer> stateVersion() {
    if (status() == PipelineStatus.COMPLETED) {
      return Optional.empty();
    }
    for (Attempt attempt : lineageAttempts()) {
      if (attempt.hasOwnState() || attempt.isOpen()) {
        return Optional.of(attempt.version());
      }
    }
    return lineage
        .origin()
        .map(RestorePoint::version)
        .or(
            () ->
                lineage
                    .checkpointOrigin()
                    .flatMap(from -> attempt(from.attempt()))
                    .map(Attempt::version));
  }

  PipelineStateBuilder edit() {
    return new PipelineStateBuilder(this);
  }
}
