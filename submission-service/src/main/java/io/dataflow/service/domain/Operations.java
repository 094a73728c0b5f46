package io.dataflow.service.domain;

import io.dataflow.service.domain.Operation.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations as folds of a pipeline's stream: they need no store of their own. */
public final class Operations {
  private Operations() {}

  /**
   * The operation that the event at {@code sequenceNumber} began.
   *
   * @param history the whole stream, oldest first
   * @return empty when there is no such event, or it asked for nothing
   */
  public static Optional<Operation> of(
      String pipelineId, List<RecordedEvent> history, long sequenceNumber) {
    PipelineState state = PipelineState.initial(pipelineId);
    OperationFold fold = null;
    for (RecordedEvent event : history) {
      state = Pipeline.evolve(state, event);
      if (event.sequenceNumber() == sequenceNumber) {
        fold = OperationFold.begin(pipelineId, event, state).orElse(null);
      } else if (fold != null && !fold.ended()) {
        fold = fold.next(event, state);
      }
    }
    return Optional.ofNullable(fold).map(OperationFold::operation);
  }

  private record OperationFold(Operation operation, PipelineEvent request, int attemptBefore) {

    static Optional<OperationFold> begin(
        String pipelineId, RecordedEvent event, PipelineState state) {
      String kind = kind(event.event());
      if (kind == null) {
        return Optional.empty();
      }
      Operation operation =
          new Operation(
              Operation.id(pipelineId, event.sequenceNumber()),
              kind,
              State.RUNNING,
              event.time(),
              Optional.empty(),
              "accepted",
              Map.of());
      OperationFold fold = new OperationFold(operation, event.event(), state.lastAttemptNumber());
      return Optional.of(fold.check(event, state));
    }

    boolean ended() {
      return operation.state() != State.RUNNING;
    }

    OperationFold next(RecordedEvent event, PipelineState state) {
      if (isLifecycleIntent(request) && isLifecycleIntent(event.event())) {
        return end(
            event,
            State.FAILED,
            "superseded by " + kind(event.event()) + ", event " + event.sequenceNumber(),
            Map.of());
      }
      return check(event, state);
    }

    private OperationFold check(RecordedEvent event, PipelineState state) {
      if (request instanceof PipelineEvent.StartRequested
          || request instanceof PipelineEvent.RestartRequested) {
        return checkRunning(event, state);
      }
      if (request instanceof PipelineEvent.StopRequested) {
        return state.atRest()
            ? end(event, State.SUCCEEDED, state.status().text(), restorePoint(state))
            : this;
      }
      if (request instanceof PipelineEvent.DeleteRequested) {
        return event.event() instanceof PipelineEvent.PipelineDeleted
            ? end(event, State.SUCCEEDED, "deleted", Map.of())
            : this;
      }
      if (request instanceof PipelineEvent.SnapshotRequested snapshot) {
        return checkSnapshot(event, snapshot.snapshotId());
      }
      if (request instanceof PipelineEvent.SnapshotDeletionRequested deletion) {
        return event.event() instanceof PipelineEvent.SnapshotDeleted deleted
                && deleted.snapshotId().equals(deletion.snapshotId())
            ? end(event, State.SUCCEEDED, "deleted", Map.of())
            : this;
      }
      return end(event, State.SUCCEEDED, "done", Map.of());
    }

    private OperationFold checkRunning(RecordedEvent event, PipelineState state) {
      boolean later = state.lastAttemptNumber() > attemptBefore;
      if (state.status() == PipelineStatus.FAILED) {
        return end(
            event, State.FAILED, state.failure().map(Failure::message).orElse("failed"), Map.of());
      }
      if (state.atRest()) {
        return end(event, State.SUCCEEDED, state.status().text(), Map.of());
      }
      if (later && state.status() == PipelineStatus.RUNNING) {
        Attempt attempt = state.lastAttempt().orElseThrow();
        return end(
            event,
            State.SUCCEEDED,
            "running",
            Map.of(
                "attempt", Integer.toString(attempt.number()),
                "jobId", attempt.jobId(),
                "version", Integer.toString(attempt.version())));
      }
      return state.waiting().isPresent() ? with(state.waiting().get().text()) : this;
    }

    private OperationFold checkSnapshot(RecordedEvent event, String snapshotId) {
      if (event.event() instanceof PipelineEvent.SnapshotRecorded recorded
          && recorded.snapshotId().equals(snapshotId)) {
        return end(
            event,
            State.SUCCEEDED,
            "completed",
            Map.of("snapshotId", snapshotId, "path", recorded.path()));
      }
      return event.event() instanceof PipelineEvent.SnapshotFailed failed
              && failed.snapshotId().equals(snapshotId)
          ? end(event, State.FAILED, failed.cause(), Map.of("snapshotId", snapshotId))
          : this;
    }

    private static Map<String, String> restorePoint(PipelineState state) {
      return state
          .restorePoint()
          .map(point -> Map.of("restorePoint", point.path()))
          .orElse(Map.of());
    }

    private OperationFold with(String message) {
      return new OperationFold(
          new Operation(
              operation.id(),
              operation.kind(),
              State.RUNNING,
              operation.startedAt(),
              Optional.empty(),
              message,
              Map.of()),
          request,
          attemptBefore);
    }

    private OperationFold end(
        RecordedEvent event, State state, String message, Map<String, String> result) {
      return new OperationFold(
          new Operation(
              operation.id(),
              operation.kind(),
              state,
              operation.startedAt(),
              Optional.of(event.time()),
              message,
              result),
          request,
          attemptBefore);
    }
  }

  private static boolean isLifecycleIntent(PipelineEvent event) {
    return event instanceof PipelineEvent.StartRequested
        || event instanceof PipelineEvent.StopRequested
        || event instanceof PipelineEvent.RestartRequested
        || event instanceof PipelineEvent.PipelineReset
        || event instanceof PipelineEvent.DeleteRequested;
  }

  private static String kind(PipelineEvent event) {
    if (event instanceof PipelineEvent.StopRequested stop) {
      return stop.mode() == StopMode.PAUSE ? "pause" : "stop";
    }
    return event instanceof PipelineEvent.Created
        ? "create"
        : event instanceof PipelineEvent.DefinitionChanged
            ? "change"
            : event instanceof PipelineEvent.StartRequested
                ? "start"
                : event instanceof PipelineEvent.RestartRequested
                    ? "restart"
                    : event instanceof PipelineEvent.PipelineReset
                        ? "reset"
                        : event instanceof PipelineEvent.DeleteRequested
                            ? "delete"
                            : event instanceof PipelineEvent.SnapshotRequested
                                ? "snapshot"
                                : event instanceof PipelineEvent.SnapshotDeletionRequested
                                    ? "delete-snapshot"
                                    : null;
  }
}
