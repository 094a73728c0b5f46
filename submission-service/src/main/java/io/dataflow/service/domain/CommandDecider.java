package io.dataflow.service.domain;

import io.dataflow.service.domain.Decision.Accepted;
import io.dataflow.service.domain.Decision.Rejected;
import io.dataflow.service.domain.Decision.Unchanged;
import java.util.List;
import java.util.Optional;

/** The decisions behind {@link Pipeline#decide}; what is legal when stands in {@link Lifecycle}. */
final class CommandDecider {
  private final PipelineState state;

  CommandDecider(PipelineState state) {
    this.state = state;
  }

  Decision decide(PipelineCommand command) {
    if (command instanceof PipelineCommand.Create
        || command instanceof PipelineCommand.PutDefinition) {
      return new DefinitionDecider(state).decide(command);
    }
    if (!state.exists()) {
      return rejected(
          RejectionCode.PIPELINE_NOT_FOUND, "there is no pipeline '" + state.pipelineId() + "'");
    }
    if (command instanceof PipelineCommand.Rollback rollback) {
      return new DefinitionDecider(state).decide(rollback);
    }
    if (command instanceof PipelineCommand.TriggerSnapshot) {
      return triggerSnapshot();
    }
    if (command instanceof PipelineCommand.DeleteSnapshot delete) {
      return deleteSnapshot(delete.snapshotId());
    }
    return lifecycle(command);
  }

  private Decision lifecycle(PipelineCommand command) {
    if (command instanceof PipelineCommand.Delete delete) {
      Optional<Rejected> unmet = Rejections.unmet(state, delete.precondition());
      if (unmet.isPresent()) {
        return unmet.get();
      }
    }
    if (state.desired() == DesiredState.DELETED) {
      return command instanceof PipelineCommand.Delete
          ? new Unchanged("the pipeline is being deleted")
          : rejected(RejectionCode.ILLEGAL_TRANSITION, "the pipeline is being deleted");
    }
    if (command instanceof PipelineCommand.Start start) {
      return start(start);
    }
    if (command instanceof PipelineCommand.Stop stop) {
      return stop(StopMode.STOP, stop.savepoint(), stop.drain(), stop.reason());
    }
    if (command instanceof PipelineCommand.Pause pause) {
      return stop(StopMode.PAUSE, true, false, pause.reason());
    }
    if (command instanceof PipelineCommand.Resume) {
      return run(LifecycleAction.RESUME, Optional.empty(), false);
    }
    if (command instanceof PipelineCommand.Restart) {
      return restart();
    }
    if (command instanceof PipelineCommand.Reset) {
      return reset();
    }
    if (command instanceof PipelineCommand.Delete delete) {
      return delete(delete.force());
    }
    throw new IllegalArgumentException("no decision for " + command);
  }

  private Decision start(PipelineCommand.Start start) {
    Optional<Rejected> unknown = start.from().flatMap(this::unusable);
    return unknown.isPresent()
        ? unknown.get()
        : run(LifecycleAction.START, start.from(), start.allowNonRestoredState());
  }

  private Decision run(
      LifecycleAction action, Optional<StartFrom> from, boolean allowNonRestoredState) {
    StartFrom point = from.orElse(new StartFrom.Latest());
    Lifecycle.Effect effect = Lifecycle.effect(state.status(), action);
    return switch (effect) {
      case NO_OP -> runsAlready(point, allowNonRestoredState);
      case RUN_AFTER_STOP ->
          state.desired() == DesiredState.RUNNING
              ? runsAlready(point, allowNonRestoredState)
              : run(point, allowNonRestoredState);
      case RUN_FROM_BEGINNING ->
          from.filter(StartFrom.Latest.class::isInstance).isPresent()
              ? rejected(
                  RejectionCode.ILLEGAL_TRANSITION,
                  "the pipeline has completed, which leaves no restore point;"
                      + " start it without `from` to run it from the beginning")
              : run(from.orElse(new StartFrom.Empty()), allowNonRestoredState);
      case RUN_FROM_EMPTY, RUN_FROM_LATEST, RUN_FROM_POINT -> run(point, allowNonRestoredState);
      default -> illegal(action, effect);
    };
  }

  private Decision run(StartFrom from, boolean allowNonRestoredState) {
    return accepted(
        new PipelineEvent.StartRequested(
            from, allowNonRestoredState, state.currentVersion().orElseThrow().version()));
  }

  private Decision runsAlready(StartFrom from, boolean allowNonRestoredState) {
    StartIntent start = state.start().orElseThrow();
    boolean same =
        (from instanceof StartFrom.Latest || from.equals(start.from()))
            && (!allowNonRestoredState || start.allowNonRestoredState());
    if (same) {
      return new Unchanged(
          "the pipeline is "
              + state.status().text()
              + " already"
              + state.waiting().map(waiting -> ": " + waiting.text()).orElse(""));
    }
    // What waits for a restore point goes on by an explicit one, or not at all.
    if (state.status() == PipelineStatus.WAITING && state.openAttempt().isEmpty()) {
      return run(from, allowNonRestoredState);
    }
    return rejected(
        RejectionCode.CONFLICTING_ARGUMENTS,
        "the pipeline is "
            + state.status().text()
            + ", started from "
            + start.from().text()
            + "; stop it before a start from "
            + from.text()
            + (allowNonRestoredState ? " that may drop state" : ""));
  }

  private Decision stop(StopMode mode, boolean savepoint, boolean drain, String reason) {
    LifecycleAction action = mode == StopMode.STOP ? LifecycleAction.STOP : LifecycleAction.PAUSE;
    Lifecycle.Effect effect = Lifecycle.effect(state.status(), action);
    return switch (effect) {
      case NO_OP -> new Unchanged("the pipeline is " + state.status().text() + " already");
      case STOP, PAUSE, KEEP_POINT -> {
        DesiredState wanted = mode == StopMode.PAUSE ? DesiredState.PAUSED : DesiredState.STOPPED;
        boolean same =
            state.desired() == wanted
                && state
                    .stop()
                    .filter(stop -> stop.savepoint() == savepoint && stop.drain() == drain)
                    .isPresent();
        yield same
            ? new Unchanged("the pipeline is " + state.status().text() + " already")
            : accepted(new PipelineEvent.StopRequested(mode, savepoint, drain, reason));
      }
      default -> illegal(action, effect);
    };
  }

  private Decision restart() {
    Lifecycle.Effect effect = Lifecycle.effect(state.status(), LifecycleAction.RESTART);
    int version = state.currentVersion().orElseThrow().version();
    return switch (effect) {
      case THROUGH_SAVEPOINT -> accepted(new PipelineEvent.RestartRequested(version));
      case RUN_AFTER_STOP ->
          state.desired() == DesiredState.RUNNING
                  && state.start().filter(start -> start.version() == version).isPresent()
              ? new Unchanged("the pipeline is being restarted already")
              : accepted(new PipelineEvent.RestartRequested(version));
      default -> illegal(LifecycleAction.RESTART, effect);
    };
  }

  private Decision reset() {
    Lifecycle.Effect effect = Lifecycle.effect(state.status(), LifecycleAction.RESET);
    return switch (effect) {
      case NO_OP -> new Unchanged("the pipeline is configured already");
      case DROP_POINT -> accepted(new PipelineEvent.PipelineReset(state.restorePoint()));
      default -> illegal(LifecycleAction.RESET, effect);
    };
  }

  private Decision delete(boolean force) {
    Lifecycle.Effect effect = Lifecycle.effect(state.status(), LifecycleAction.DELETE);
    if (effect == Lifecycle.Effect.DELETE_BY_FORCE && !force) {
      return rejected(
          RejectionCode.ILLEGAL_TRANSITION,
          "a pipeline that is "
              + state.status().text()
              + " cannot be deleted; stop it first or delete with force=true");
    }
    boolean nothingLeft =
        state.atRest()
            && state.snapshots().isEmpty()
            && state.attempts().stream()
                .allMatch(attempt -> attempt.directory() == Attempt.Directory.DELETED);
    return nothingLeft
        ? new Accepted(
            List.of(new PipelineEvent.DeleteRequested(force), new PipelineEvent.PipelineDeleted()))
        : accepted(new PipelineEvent.DeleteRequested(force));
  }

  private Decision triggerSnapshot() {
    boolean running =
        state.desired() == DesiredState.RUNNING
            && state.stop().isEmpty()
            && state
                .openAttempt()
                .filter(attempt -> attempt.phase() == Attempt.Phase.RUNNING)
                .isPresent();
    if (!running) {
      return rejected(
          RejectionCode.NOT_RUNNING,
          "a snapshot is taken of a running job; the pipeline is " + state.status().text());
    }
    // The id is the place of the event in the stream: unique, and the same however often decided.
    return accepted(new PipelineEvent.SnapshotRequested("s" + (state.sequenceNumber() + 1)));
  }

  private Decision deleteSnapshot(String snapshotId) {
    Optional<Snapshot> snapshot = state.snapshot(snapshotId);
    if (snapshot.isEmpty()) {
      return rejected(
          RejectionCode.SNAPSHOT_NOT_FOUND, "there is no snapshot '" + snapshotId + "'");
    }
    if (snapshot.get().state() == Snapshot.State.DELETING) {
      return new Unchanged("the snapshot is being deleted");
    }
    if (snapshot.get().isPending()) {
      return rejected(
          RejectionCode.SNAPSHOT_IN_USE, "the snapshot is being taken; delete it when it is done");
    }
    if (snapshot.get().path().filter(state.pinnedPaths()::contains).isPresent()) {
      return rejected(
          RejectionCode.SNAPSHOT_IN_USE,
          "the snapshot is the restore point of this pipeline; reset the pipeline to drop it");
    }
    return accepted(new PipelineEvent.SnapshotDeletionRequested(snapshotId, "asked for"));
  }

  private Optional<Rejected> unusable(StartFrom from) {
    if (from instanceof StartFrom.FromSnapshot snapshot
        && state.snapshot(snapshot.snapshotId()).flatMap(Snapshot::restorePoint).isEmpty()) {
      return Optional.of(
          rejected(
              RejectionCode.SNAPSHOT_NOT_FOUND,
              "there is no completed snapshot '" + snapshot.snapshotId() + "' to start from"));
    }
    if (from instanceof StartFrom.FromCheckpoint checkpoint
        && state
            .attempt(checkpoint.attempt())
            .filter(attempt -> attempt.directory() == Attempt.Directory.KEPT)
            .isEmpty()) {
      return Optional.of(
          rejected(
              RejectionCode.SNAPSHOT_NOT_FOUND,
              "attempt " + checkpoint.attempt() + " keeps no checkpoints to start from"));
    }
    return Optional.empty();
  }

  private Rejected illegal(LifecycleAction action, Lifecycle.Effect effect) {
    String hint =
        switch (effect) {
          case USE_START -> "; use start";
          case USE_RESUME -> "; use resume";
          default -> "";
        };
    return rejected(
        RejectionCode.ILLEGAL_TRANSITION,
        action.text() + " makes no sense for a pipeline that is " + state.status().text() + hint);
  }

  private Rejected rejected(RejectionCode code, String message) {
    return Rejections.rejected(state, code, message);
  }

  private static Accepted accepted(PipelineEvent event) {
    return new Accepted(List.of(event));
  }
}
