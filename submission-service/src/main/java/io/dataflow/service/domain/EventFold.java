package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Optional;

/** The fold behind {@link Pipeline#evolve}: one line of intent per event. */
final class EventFold {
  private final PipelineStateBuilder next;
  private final RecordedEvent recorded;
  private final Instant time;

  private EventFold(PipelineState state, RecordedEvent recorded) {
    this.next = state.edit();
    this.recorded = recorded;
    this.time = recorded.time();
  }

  static PipelineState apply(PipelineState state, RecordedEvent recorded) {
    if (recorded.sequenceNumber() != state.sequenceNumber() + 1) {
      throw new IllegalArgumentException(
          "event " + recorded.sequenceNumber() + " cannot follow " + state.sequenceNumber());
    }
    EventFold fold = new EventFold(state, recorded);
    fold.apply(recorded.event());
    fold.next.sequenceNumber = recorded.sequenceNumber();
    fold.next.updatedAt = recorded.time();
    return fold.next.build();
  }

  private void apply(PipelineEvent event) {
    if (event instanceof PipelineEvent.Created created) {
      create(created);
    } else if (event instanceof PipelineEvent.DefinitionChanged changed) {
      next.versions.add(
          new DefinitionVersion(
              changed.version(), time, changed.definition(), changed.rolledBackTo()));
    } else if (event instanceof PipelineEvent.StartRequested request) {
      start(request);
    } else if (event instanceof PipelineEvent.StopRequested request) {
      stop(request);
    } else if (event instanceof PipelineEvent.RestartRequested request) {
      restart(request);
    } else if (event instanceof PipelineEvent.PipelineReset) {
      reset();
    } else if (event instanceof PipelineEvent.DeleteRequested) {
      delete();
    } else if (event instanceof PipelineEvent.PipelineDeleted) {
      next.exists = false;
      next.attempts.replaceAll(attempt -> attempt.withDirectory(Attempt.Directory.DELETED));
      next.snapshots.clear();
      next.rest(PipelineStatus.DELETED);
    } else if (event instanceof PipelineEvent.PipelineFailed failed) {
      next.failure = Optional.of(failed.failure());
      next.rest(PipelineStatus.FAILED);
    } else if (event instanceof PipelineEvent.WaitingStarted waiting) {
      next.waiting = Optional.of(new Waiting(waiting.reason(), waiting.detail(), time));
    } else if (event instanceof PipelineEvent.WaitingEnded) {
      next.waiting = Optional.empty();
    } else if (!applyToAttempt(event) && !applyToSnapshot(event)) {
      throw new IllegalArgumentException("no fold for " + event);
    }
  }

  private void create(PipelineEvent.Created created) {
    next.incarnation++;
    next.exists = true;
    next.createdAt = time;
    next.createdEventId = Optional.of(recorded.eventId());
    next.maxParallelism = created.maxParallelism();
    next.versions.clear();
    next.versions.add(new DefinitionVersion(1, time, created.definition(), Optional.empty()));
    next.desired = DesiredState.STOPPED;
    next.start = Optional.empty();
    next.failure = Optional.empty();
    next.failedAttempts = 0;
    next.beginLineage(Optional.empty(), Optional.empty());
    next.rest(PipelineStatus.CONFIGURED);
  }

  private void start(PipelineEvent.StartRequested request) {
    if (request.from() instanceof StartFrom.Empty) {
      next.beginLineage(Optional.empty(), Optional.empty());
    } else if (request.from() instanceof StartFrom.FromSnapshot from) {
      next.beginLineage(
          next.snapshots.stream()
              .filter(snapshot -> snapshot.id().equals(from.snapshotId()))
              .findFirst()
              .flatMap(Snapshot::restorePoint),
          Optional.empty());
    } else if (request.from() instanceof StartFrom.FromCheckpoint from) {
      next.beginLineage(Optional.empty(), Optional.of(from));
    }
    intend(request.from(), request.allowNonRestoredState(), request.version());
  }

  private void intend(StartFrom from, boolean allowNonRestoredState, int version) {
    next.desired = DesiredState.RUNNING;
    next.start =
        Optional.of(
            new StartIntent(
                recorded.eventId(),
                recorded.sequenceNumber(),
                from,
                allowNonRestoredState,
                version,
                next.lastAttemptNumber()));
    next.failure = Optional.empty();
    next.failedAttempts = 0;
    next.work();
  }

  private void restart(PipelineEvent.RestartRequested request) {
    boolean alive = next.hasOpenAttempt();
    intend(new StartFrom.Latest(), false, request.version());
    if (alive) {
      next.stop =
          Optional.of(
              next.stop.orElseGet(() -> stopProgress(StopMode.STOP, true, false, "restart")));
    }
  }

  private void stop(PipelineEvent.StopRequested request) {
    next.desired = request.mode() == StopMode.PAUSE ? DesiredState.PAUSED : DesiredState.STOPPED;
    next.work();
    if (next.hasOpenAttempt()) {
      next.stop =
          Optional.of(
              next.stop
                  .map(stop -> stop.changed(request))
                  .orElseGet(
                      () ->
                          stopProgress(
                              request.mode(),
                              request.savepoint(),
                              request.drain(),
                              request.reason())));
    } else {
      next.jobGone();
    }
  }

  private StopProgress stopProgress(
      StopMode mode, boolean savepoint, boolean drain, String reason) {
    return new StopProgress(
        recorded.eventId(),
        time,
        mode,
        savepoint,
        drain,
        reason,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void reset() {
    next.desired = DesiredState.STOPPED;
    next.start = Optional.empty();
    next.failure = Optional.empty();
    next.failedAttempts = 0;
    next.beginLineage(Optional.empty(), Optional.empty());
    next.rest(PipelineStatus.CONFIGURED);
  }

  private void delete() {
    next.desired = DesiredState.DELETED;
    next.work();
    next.stop =
        next.hasOpenAttempt()
            ? Optional.of(stopProgress(StopMode.STOP, false, false, "delete"))
            : Optional.empty();
  }

  private boolean applyToAttempt(PipelineEvent event) {
    if (event instanceof PipelineEvent.AttemptPlanned plan) {
      next.attempts.add(Attempt.planned(plan, next.lineage.number(), time));
      next.work();
    } else if (event instanceof PipelineEvent.SubmissionRepeated repeated) {
      next.changeAttempt(
          repeated.attempt(), attempt -> attempt.withInDoubtUntil(repeated.inDoubtUntil()));
    } else if (event instanceof PipelineEvent.JobSubmitted submitted) {
      phase(submitted.attempt(), Attempt.Phase.SUBMITTED);
      next.waiting = Optional.empty();
    } else if (event instanceof PipelineEvent.JobRunning running) {
      phase(running.attempt(), Attempt.Phase.RUNNING);
      next.waiting = Optional.empty();
    } else if (event instanceof PipelineEvent.JobRestarting restarting) {
      phase(restarting.attempt(), Attempt.Phase.RESTARTING);
      next.failure = restarting.failure().or(() -> next.failure);
    } else if (event instanceof PipelineEvent.FirstCheckpointCompleted first) {
      next.changeAttempt(
          first.attempt(), attempt -> attempt.withFirstCheckpoint(first.checkpointId()));
    } else if (event instanceof PipelineEvent.JobStable stable) {
      next.changeAttempt(stable.attempt(), Attempt::withStable);
      next.failedAttempts = 0;
    } else if (event instanceof PipelineEvent.JobEnded ended) {
      ended(ended);
    } else if (event instanceof PipelineEvent.SubmissionRefused refused) {
      failed(refused.attempt(), JobOutcome.FAILED, Optional.of(refused.failure()));
    } else if (event instanceof PipelineEvent.AttemptLost lost) {
      next.changeAttempt(lost.attempt(), attempt -> attempt.lost(lost.endUnknown(), time));
      next.waiting = Optional.empty();
      next.jobGone();
    } else if (event instanceof PipelineEvent.PlanWithdrawn withdrawn) {
      phase(withdrawn.attempt(), Attempt.Phase.WITHDRAWN);
      next.waiting = Optional.empty();
      next.jobGone();
    } else if (event instanceof PipelineEvent.DirectoryReleased released) {
      next.changeAttempt(
          released.attempt(), attempt -> attempt.withDirectory(Attempt.Directory.RELEASED));
    } else if (event instanceof PipelineEvent.DirectoryDeleted deleted) {
      if (deleted.attempt() == next.lastAttemptNumber()) {
        next.changeAttempt(
            deleted.attempt(), attempt -> attempt.withDirectory(Attempt.Directory.DELETED));
      } else {
        next.attempts.removeIf(attempt -> attempt.number() == deleted.attempt());
      }
    } else if (event instanceof PipelineEvent.JobRevived revived) {
      next.changeAttempt(revived.attempt(), Attempt::withRevived);
    } else {
      return applyToStop(event);
    }
    return true;
  }

  private boolean applyToStop(PipelineEvent event) {
    if (event instanceof PipelineEvent.StopTriggered triggered) {
      next.stop =
          next.stop.map(stop -> stop.triggered(triggered.triggerId(), triggered.directory()));
    } else if (event instanceof PipelineEvent.StopFailed) {
      next.stop = next.stop.map(stop -> stop.triggerFailed(time));
    } else if (event instanceof PipelineEvent.StopWithoutSavepoint) {
      next.stop = next.stop.map(StopProgress::withoutSavepoint);
    } else if (event instanceof PipelineEvent.SavepointCompleted completed) {
      savepointCompleted(completed);
    } else {
      return false;
    }
    return true;
  }

  private void phase(int number, Attempt.Phase phase) {
    next.changeAttempt(number, attempt -> attempt.withPhase(phase, time));
  }

  private void ended(PipelineEvent.JobEnded ended) {
    if (ended.outcome() != JobOutcome.FINISHED) {
      failed(ended.attempt(), ended.outcome(), ended.failure());
      return;
    }
    next.changeAttempt(
        ended.attempt(), attempt -> attempt.ended(JobOutcome.FINISHED, Optional.empty(), time));
    next.snapshots.replaceAll(
        snapshot ->
            snapshot.attempt() == ended.attempt()
                    && snapshot.kind() == RestorePoint.Kind.STOP_SAVEPOINT
                ? snapshot.cleaned()
                : snapshot);
    next.waiting = Optional.empty();
    boolean savepoint =
        next.attempts.stream()
            .anyMatch(
                attempt ->
                    attempt.number() == ended.attempt() && attempt.stopSavepoint().isPresent());
    if (savepoint || next.desired == DesiredState.DELETED) {
      next.jobGone();
    } else {
      next.beginLineage(Optional.empty(), Optional.empty());
      next.rest(PipelineStatus.COMPLETED);
    }
  }

  private void failed(int number, JobOutcome outcome, Optional<Failure> failure) {
    next.changeAttempt(number, attempt -> attempt.ended(outcome, failure, time));
    next.failure = failure.or(() -> next.failure);
    if (next.stop.isEmpty()) {
      next.failedAttempts++;
    }
    next.waiting = Optional.empty();
    next.jobGone();
  }

  private void savepointCompleted(PipelineEvent.SavepointCompleted completed) {
    next.changeAttempt(
        completed.attempt(),
        attempt -> {
          next.snapshots.add(
              new Snapshot(
                  completed.triggerId(),
                  RestorePoint.Kind.STOP_SAVEPOINT,
                  Snapshot.State.COMPLETED,
                  recorded.eventId(),
                  time,
                  attempt.number(),
                  attempt.version(),
                  Optional.of(completed.triggerId()),
                  next.stop.flatMap(StopProgress::directory),
                  Optional.of(completed.path()),
                  false,
                  Optional.of(time),
                  Optional.empty()));
          return attempt.withStopSavepoint(completed.path());
        });
  }

  private boolean applyToSnapshot(PipelineEvent event) {
    if (event instanceof PipelineEvent.SnapshotRequested requested) {
      Attempt attempt = next.attempts.get(next.attempts.size() - 1);
      next.snapshots.add(
          Snapshot.requested(requested.snapshotId(), attempt, recorded.eventId(), time));
    } else if (event instanceof PipelineEvent.SnapshotTriggered triggered) {
      next.changeSnapshot(triggered.snapshotId(), snapshot -> snapshot.triggered(triggered));
    } else if (event instanceof PipelineEvent.SnapshotRecorded completed) {
      next.changeSnapshot(
          completed.snapshotId(), snapshot -> snapshot.completed(completed.path(), time));
    } else if (event instanceof PipelineEvent.SnapshotFailed failed) {
      next.changeSnapshot(failed.snapshotId(), snapshot -> snapshot.failed(failed.cause()));
    } else if (event instanceof PipelineEvent.SnapshotDeletionRequested requested) {
      next.changeSnapshot(requested.snapshotId(), Snapshot::deleting);
    } else if (event instanceof PipelineEvent.SnapshotDeleted deleted) {
      next.snapshots.removeIf(snapshot -> snapshot.id().equals(deleted.snapshotId()));
    } else {
      return false;
    }
    return true;
  }
}
