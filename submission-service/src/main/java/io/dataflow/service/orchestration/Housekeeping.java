package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.Snapshot;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.flink.JobIds;
import io.dataflow.service.flink.SavepointStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Snapshots taken and disposed of, directories that nothing needs any more. */
final class Housekeeping {

  /** Whether a pipeline at rest still needs passes. */
  static boolean isDue(PipelineState state) {
    return state.snapshots().stream()
            .anyMatch(
                snapshot -> snapshot.isPending() || snapshot.state() == Snapshot.State.DELETING)
        || state.attempts().stream()
            .anyMatch(
                attempt ->
                    attempt.directory() == Attempt.Directory.RELEASED
                        || isReleasable(state, attempt));
  }

  Optional<Action> next(PipelineState state, Observation seen) {
    return snapshot(state, seen)
        .or(() -> retention(state, seen.now()))
        .or(() -> directory(state))
        .or(() -> disposal(state));
  }

  /** All that remains of a pipeline whose job is gone, then the end of its incarnation. */
  Action delete(PipelineState state) {
    Optional<Attempt> attempt =
        state.attempts().stream()
            .filter(candidate -> candidate.directory() != Attempt.Directory.DELETED)
            .findFirst();
    if (attempt.isPresent()) {
      return new Action.DeleteDirectory(attempt.get());
    }
    Optional<Snapshot> snapshot =
        state.snapshots().stream().filter(candidate -> candidate.path().isPresent()).findFirst();
    return snapshot.isPresent()
        ? new Action.DisposeSnapshot(snapshot.get())
        : Action.Append.of(new PipelineEvent.PipelineDeleted());
  }

  /** What becomes of the oldest open snapshot. */
  Optional<Action> snapshot(PipelineState state, Observation seen) {
    Optional<Snapshot> pending = state.snapshots().stream().filter(Snapshot::isPending).findFirst();
    return pending.map(snapshot -> snapshot(state, snapshot, seen));
  }

  private static Action snapshot(PipelineState state, Snapshot snapshot, Observation seen) {
    Optional<Attempt> running =
        state
            .openAttempt()
            .filter(attempt -> attempt.phase() == Attempt.Phase.RUNNING)
            .filter(attempt -> isRunning(seen));
    if (snapshot.state() == Snapshot.State.REQUESTED) {
      return running.isPresent()
          ? new Action.TriggerSnapshot(
              snapshot, running.get(), JobIds.triggerId(snapshot.requestEventId(), 0))
          : failed(snapshot, "the job does not run any more");
    }
    if (!seen.has(Fact.SNAPSHOT_STATUS)) {
      return new Action.Look(Fact.SNAPSHOT_STATUS);
    }
    Observation.SnapshotSighting sighting = seen.snapshots().get(snapshot.id());
    if (sighting.status() instanceof SavepointStatus.Completed completed) {
      return Action.Append.of(
          new PipelineEvent.SnapshotRecorded(snapshot.id(), completed.location()));
    }
    if (sighting.status() instanceof SavepointStatus.InProgress) {
      return new Action.Wait(JobReconciler.SOON.multipliedBy(5));
    }
    if (sighting.savepoint().isPresent()) {
      return Action.Append.of(
          new PipelineEvent.SnapshotRecorded(snapshot.id(), sighting.savepoint().get()));
    }
    if (sighting.status() instanceof SavepointStatus.Failed failure) {
      return failed(snapshot, failure.message());
    }
    return running.filter(attempt -> attempt.number() == snapshot.attempt()).isPresent()
        ? new Action.RepeatSnapshot(snapshot, running.get())
        : failed(snapshot, "the job ended before the savepoint was complete");
  }

  private static boolean isRunning(Observation seen) {
    return seen.job() instanceof JobSighting.Present present && present.job().isRunning();
  }

  private static Action failed(Snapshot snapshot, String cause) {
    return Action.Append.of(new PipelineEvent.SnapshotFailed(snapshot.id(), cause));
  }

  /** {@code settings.snapshots {keep, maxAge}}; what a job may begin from is never touched. */
  private static Optional<Action> retention(PipelineState state, Instant now) {
    Optional<DefinitionVersion> version = state.currentVersion();
    if (version.isEmpty()) {
      return Optional.empty();
    }
    List<Snapshot> newestFirst =
        state.snapshots().stream()
            .filter(snapshot -> snapshot.state() == Snapshot.State.COMPLETED)
            .sorted(Comparator.comparing(Snapshot::requestedAt).reversed())
            .toList();
    int keep = version.get().definition().snapshotsKeep().orElse(Integer.MAX_VALUE);
    Instant oldest =
        version.get().definition().snapshotsMaxAge().map(now::minus).orElse(Instant.MIN);
    List<PipelineEvent> events = new ArrayList<>();
    for (int i = 0; i < newestFirst.size(); i++) {
      Snapshot snapshot = newestFirst.get(i);
      boolean pinned = snapshot.path().filter(state.pinnedPaths()::contains).isPresent();
      if (!pinned && (i >= keep || snapshot.requestedAt().isBefore(oldest))) {
        events.add(new PipelineEvent.SnapshotDeletionRequested(snapshot.id(), "retention"));
      }
    }
    return events.isEmpty() ? Optional.empty() : Optional.of(new Action.Append(events));
  }

  private static Optional<Action> disposal(PipelineState state) {
    return state.snapshots().stream()
        .filter(snapshot -> snapshot.state() == Snapshot.State.DELETING)
        .findFirst()
        .map(Action.DisposeSnapshot::new);
  }

  /** Released first, by an event, so that no start can choose what is about to vanish. */
  private static Optional<Action> directory(PipelineState state) {
    Optional<Action> delete =
        state.attempts().stream()
            .filter(attempt -> attempt.directory() == Attempt.Directory.RELEASED)
            .findFirst()
            .map(Action.DeleteDirectory::new);
    return delete.or(
        () ->
            state.attempts().stream()
                .filter(attempt -> isReleasable(state, attempt))
                .findFirst()
                .map(
                    attempt ->
                        Action.Append.of(new PipelineEvent.DirectoryReleased(attempt.number()))));
  }

  private static boolean isReleasable(PipelineState state, Attempt attempt) {
    return !attempt.isOpen()
        && attempt.directory() == Attempt.Directory.KEPT
        && state.attempts().stream()
            .anyMatch(
                later -> later.number() > attempt.number() && later.firstCheckpoint().isPresent())
        && !isPointedInto(state, attempt);
  }

  private static boolean isPointedInto(PipelineState state, Attempt attempt) {
    boolean path =
        state.pinnedPaths().stream().anyMatch(pinned -> pinned.contains(attempt.jobId()));
    boolean origin =
        state.lineage().checkpointOrigin().map(StartFrom.FromCheckpoint::attempt).stream()
                .anyMatch(number -> number == attempt.number())
            && state.lineageAttempts().stream().noneMatch(Attempt::hasOwnState);
    boolean begins =
        state
            .openAttempt()
            .filter(open -> !open.hasOwnState())
            .flatMap(Attempt::restorePoint)
            .map(RestorePoint::attempt)
            .filter(number -> number == attempt.number())
            .isPresent();
    return path || origin || begins;
  }
}
