package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A savepoint.
 *
 * @param requestEventId the event that asked for it
 * @param triggerId set once it was triggered
 * @param directory its trigger's own directory
 * @param path set once it is complete
 * @param cause why it failed
 */
public record Snapshot(
    String id,
    RestorePoint.Kind kind,
    State state,
    UUID requestEventId,
    Instant requestedAt,
    int attempt,
    int version,
    Optional<String> triggerId,
    Optional<String> directory,
    Optional<String> path,
    boolean clean,
    Optional<Instant> completedAt,
    Optional<String> cause) {

  /** How far it came. */
  public enum State {
    REQUESTED,
    TRIGGERED,
    COMPLETED,
    FAILED,
    /** Being disposed of: nothing may begin from it any more. */
    DELETING
  }

  public boolean isPending() {
    return state == State.REQUESTED || state == State.TRIGGERED;
  }

  /** What a start from it begins from. */
  Optional<RestorePoint> restorePoint() {
    return state == State.COMPLETED
        ? path.map(value -> new RestorePoint(kind, value, attempt, version, 0, clean))
        : Optional.empty();
  }

  static Snapshot requested(String id, Attempt attempt, UUID requestEventId, Instant time) {
    return new Snapshot(
        id,
        RestorePoint.Kind.SAVEPOINT,
        State.REQUESTED,
        requestEventId,
        time,
        attempt.number(),
        attempt.version(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  Snapshot triggered(PipelineEvent.SnapshotTriggered event) {
    return new Snapshot(
        id,
        kind,
        State.TRIGGERED,
        requestEventId,
        requestedAt,
        event.attempt(),
        version,
        Optional.of(event.triggerId()),
        Optional.of(event.directory()),
        path,
        clean,
        completedAt,
        cause);
  }

  Snapshot completed(String newPath, Instant time) {
    return new Snapshot(
        id,
        kind,
        State.COMPLETED,
        requestEventId,
        requestedAt,
        attempt,
        version,
        triggerId,
        directory,
        Optional.of(newPath),
        clean,
        Optional.of(time),
        cause);
  }

  Snapshot failed(String newCause) {
    return new Snapshot(
        id,
        kind,
        State.FAILED,
        requestEventId,
        requestedAt,
        attempt,
        version,
        triggerId,
        directory,
        path,
        clean,
        completedAt,
        Optional.of(newCause));
  }

  Snapshot deleting() {
    return new Snapshot(
        id,
        kind,
        State.DELETING,
        requestEventId,
        requestedAt,
        attempt,
        version,
        triggerId,
        directory,
        path,
        clean,
        completedAt,
        cause);
  }

  Snapshot cleaned() {
    return new Snapshot(
        id,
        kind,
        state,
        requestEventId,
        requestedAt,
        attempt,
        version,
        triggerId,
        directory,
        path,
        true,
        completedAt,
        cause);
  }
}
