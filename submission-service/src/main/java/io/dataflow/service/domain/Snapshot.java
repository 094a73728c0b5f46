package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

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
    return with(
        next -> {
          next.state = State.TRIGGERED;
          next.attempt = event.attempt();
          next.triggerId = Optional.of(event.triggerId());
          next.directory = Optional.of(event.directory());
        });
  }

  Snapshot completed(String newPath, Instant time) {
    return with(
        next -> {
          next.state = State.COMPLETED;
          next.path = Optional.of(newPath);
          next.completedAt = Optional.of(time);
        });
  }

  Snapshot failed(String newCause) {
    return with(
        next -> {
          next.state = State.FAILED;
          next.cause = Optional.of(newCause);
        });
  }

  Snapshot deleting() {
    return with(next -> next.state = State.DELETING);
  }

  Snapshot cleaned() {
    return with(next -> next.clean = true);
  }

  private Snapshot with(Consumer<Next> change) {
    Next next = new Next();
    change.accept(next);
    return next.snapshot();
  }

  /** What may change, as it was before. */
  private final class Next {
    private State state = Snapshot.this.state;
    private int attempt = Snapshot.this.attempt;
    private Optional<String> triggerId = Snapshot.this.triggerId;
    private Optional<String> directory = Snapshot.this.directory;
    private Optional<String> path = Snapshot.this.path;
    private boolean clean = Snapshot.this.clean;
    private Optional<Instant> completedAt = Snapshot.this.completedAt;
    private Optional<String> cause = Snapshot.this.cause;

    private Snapshot snapshot() {
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
          clean,
          completedAt,
          cause);
    }
  }
}
