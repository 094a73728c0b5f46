package io.dataflow.service.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One event's worth of changes to a {@link PipelineState}. */
final class PipelineStateBuilder {
  private final String pipelineId;
  long sequenceNumber;
  int incarnation;
  boolean exists;
  Instant createdAt;
  Instant updatedAt;
  Optional<UUID> createdEventId;
  int maxParallelism;
  final List<DefinitionVersion> versions;
  DesiredState desired;
  Optional<PipelineStatus> rest;
  Optional<StartIntent> start;
  Lineage lineage;
  final List<Attempt> attempts;
  Optional<StopProgress> stop;
  final List<Snapshot> snapshots;
  Optional<Failure> failure;
  Optional<Waiting> waiting;
  int failedAttempts;

  PipelineStateBuilder(PipelineState state) {
    pipelineId = state.pipelineId();
    sequenceNumber = state.sequenceNumber();
    incarnation = state.incarnation();
    exists = state.exists();
    createdAt = state.createdAt();
    updatedAt = state.updatedAt();
    createdEventId = state.createdEventId();
    maxParallelism = state.maxParallelism();
    versions = new ArrayList<>(state.versions());
    desired = state.desired();
    rest = state.rest();
    start = state.start();
    lineage = state.lineage();
    attempts = new ArrayList<>(state.attempts());
    stop = state.stop();
    snapshots = new ArrayList<>(state.snapshots());
    failure = state.failure();
    waiting = state.waiting();
    failedAttempts = state.failedAttempts();
  }

  PipelineState build() {
    return new PipelineState(
        pipelineId,
        sequenceNumber,
        incarnation,
        exists,
        createdAt,
        updatedAt,
        createdEventId,
        maxParallelism,
        versions,
        desired,
        rest,
        start,
        lineage,
        attempts,
        stop,
        snapshots,
        failure,
        waiting,
        failedAttempts);
  }

  int lastAttemptNumber() {
    return attempts.isEmpty() ? 0 : attempts.get(attempts.size() - 1).number();
  }

  boolean hasOpenAttempt() {
    return !attempts.isEmpty() && attempts.get(attempts.size() - 1).isOpen();
  }

  void beginLineage(
      Optional<RestorePoint> origin, Optional<StartFrom.FromCheckpoint> checkpointOrigin) {
    lineage = new Lineage(lineage.number() + 1, lastAttemptNumber() + 1, origin, checkpointOrigin);
  }

  void changeAttempt(int number, UnaryOperator<Attempt> change) {
    attempts.replaceAll(attempt -> attempt.number() == number ? change.apply(attempt) : attempt);
  }

  void changeSnapshot(String id, UnaryOperator<Snapshot> change) {
    snapshots.replaceAll(snapshot -> snapshot.id().equals(id) ? change.apply(snapshot) : snapshot);
  }

  /** No job can be alive any more: a stop in flight has reached what is desired. */
  void jobGone() {
    if (desired == DesiredState.PAUSED) {
      rest(PipelineStatus.PAUSED);
    } else if (desired == DesiredState.STOPPED) {
      rest(PipelineStatus.STOPPED);
    }
    stop = Optional.empty();
  }

  void rest(PipelineStatus status) {
    rest = Optional.of(status);
    stop = Optional.empty();
    waiting = Optional.empty();
  }

  void work() {
    rest = Optional.empty();
    waiting = Optional.empty();
  }
}
