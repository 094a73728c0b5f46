package io.dataflow.service.orchestration;

import io.dataflow.error.ErrorClass;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.ClusterCapacity;
import io.dataflow.service.flink.JobIds;
import io.dataflow.service.flink.JobRequirements;
import io.dataflow.service.flink.RetainedCheckpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The next attempt of a pipeline whose last one is closed, or what it has to wait for. */
final class AttemptPlanner {
  private final RecoveryPolicy policy;
  private final String installationId;

  AttemptPlanner(RecoveryPolicy policy, String installationId) {
    this.policy = policy;
    this.installationId = installationId;
  }

  /** The next attempt of a pipeline that is to run and whose last attempt is closed. */
  Action next(PipelineState state, Observation seen) {
    Optional<Action> failed = afterFailure(state, seen.now());
    if (failed.isPresent()) {
      return failed.get();
    }
    if (!seen.has(Fact.CHECKPOINTS)) {
      return new Action.Look(Fact.CHECKPOINTS);
    }
    RestoreDecision decision = RestoreDecision.decide(state, seen.checkpoints());
    if (decision instanceof RestoreDecision.Undecided undecided) {
      return wait(state, undecided.reason(), undecided.detail());
    }
    RestoreDecision.Restore restore = (RestoreDecision.Restore) decision;
    int number = state.lastAttemptNumber() + 1;
    PipelineEvent.AttemptPlanned plan = plan(state, restore, number, seen.now());
    Optional<RetainedCheckpoint> ranBefore = seen.newestCheckpoint(number);
    if (ranBefore.isPresent()) {
      // A plan that the journal lost, after a restored backup say: its checkpoints are the newest.
      return Action.Append.of(
          plan,
          new PipelineEvent.FirstCheckpointCompleted(number, ranBefore.get().checkpointId()),
          new PipelineEvent.AttemptLost(number, "it ran before: it has checkpoints", false));
    }
    Optional<RestoredState> restored =
        restore.point().map(point -> new RestoredState(state, point, plan.version(), seen));
    Optional<Action> obstacle = restored.flatMap(RestoredState::obstacle);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    if (!seen.has(Fact.STORE_PROBLEM)) {
      return new Action.Look(Fact.STORE_PROBLEM);
    }
    if (seen.storeProblem().isPresent()) {
      return wait(
          state,
          WaitingReason.CHECKPOINT_STORE_NOT_WRITABLE,
          seen.storeProblem().get() + "; nothing new starts until there is room for checkpoints");
    }
    Optional<Action> noSlots = noSlots(state, seen, Fact.REQUIREMENTS_OF_NEXT);
    boolean drops = restored.filter(RestoredState::isDropped).isPresent();
    return noSlots.orElseGet(() -> submit(state, restore, drops ? dropping(plan) : plan));
  }

  /** Backoff, the budget, and an upgrade that never worked. */
  private Optional<Action> afterFailure(PipelineState state, Instant now) {
    Optional<Attempt> last = state.lastAttempt();
    int startedAfter = state.start().map(start -> start.attempt()).orElse(0);
    if (last.isEmpty() || last.get().number() <= startedAfter || last.get().failure().isEmpty()) {
      return Optional.empty();
    }
    Attempt attempt = last.get();
    Failure failure = attempt.failure().get();
    boolean user = failure.errorClass() == ErrorClass.USER;
    boolean spent = state.failedAttempts() >= policy.failedAttempts();
    Optional<Integer> stateOf = attempt.restorePoint().map(RestorePoint::version);
    boolean upgrade =
        !attempt.hasOwnState() && stateOf.isPresent() && stateOf.get() != attempt.version();
    if (upgrade && (spent || failure.errorClass() != ErrorClass.EXTERNAL)) {
      return Optional.of(
          wait(
              state,
              WaitingReason.UPGRADE_FAILED,
              "version "
                  + attempt.version()
                  + " failed before its first checkpoint: "
                  + failure.message()
                  + "; the state is of version "
                  + stateOf.get()
                  + ": roll back to it, or change the definition"));
    }
    if (user || spent) {
      return Optional.of(Action.Append.of(new PipelineEvent.PipelineFailed(failure)));
    }
    Instant notBefore = attempt.phaseSince().plus(policy.backoff(state.failedAttempts()));
    return notBefore.isAfter(now)
        ? Optional.of(new Action.Wait(shorter(Duration.between(now, notBefore))))
        : Optional.empty();
  }

  private PipelineEvent.AttemptPlanned plan(
      PipelineState state, RestoreDecision.Restore restore, int number, Instant now) {
    return new PipelineEvent.AttemptPlanned(
        number,
        JobIds.jobId(installationId, state.createdEventId().orElseThrow(), number),
        state.nextVersion(),
        restore.point(),
        restore.reason(),
        asked(state),
        now.plus(policy.submissionDoubt()));
  }

  private static Action submit(
      PipelineState state, RestoreDecision.Restore restore, PipelineEvent.AttemptPlanned plan) {
    List<PipelineEvent> events = new ArrayList<>(unseenRevival(state, restore.point()));
    // Where a checkpoint was never seen while its attempt lived, its own memory of it comes now.
    restore
        .point()
        .filter(point -> point.kind() == RestorePoint.Kind.CHECKPOINT)
        .filter(
            point ->
                state
                    .attempt(point.attempt())
                    .filter(attempt -> attempt.firstCheckpoint().isEmpty())
                    .isPresent())
        .ifPresent(
            point ->
                events.add(
                    new PipelineEvent.FirstCheckpointCompleted(
                        point.attempt(), point.checkpointId())));
    events.add(plan);
    return new Action.Submit(events, plan);
  }

  /** A checkpoint after a stop savepoint tells of a life that nobody saw. */
  private static List<PipelineEvent> unseenRevival(
      PipelineState state, Optional<RestorePoint> point) {
    return point
        .filter(from -> from.kind() == RestorePoint.Kind.CHECKPOINT)
        .flatMap(from -> state.attempt(from.attempt()))
        .filter(attempt -> attempt.stopSavepoint().isPresent() && !attempt.revived())
        .map(StopReconciler::revived)
        .stream()
        .toList();
  }

  private static PipelineEvent.AttemptPlanned dropping(PipelineEvent.AttemptPlanned plan) {
    return new PipelineEvent.AttemptPlanned(
        plan.attempt(),
        plan.jobId(),
        plan.version(),
        plan.restorePoint(),
        plan.reason(),
        true,
        plan.inDoubtUntil());
  }

  /** The start said that state may be dropped; a recovery repeats what its start said. */
  static boolean asked(PipelineState state) {
    return state.start().filter(start -> start.allowNonRestoredState()).isPresent();
  }

  /** The wait for free slots, while there are too few of them. */
  static Optional<Action> noSlots(PipelineState state, Observation seen, Fact ofWhich) {
    if (!seen.has(ofWhich)) {
      return Optional.of(new Action.Look(ofWhich));
    }
    if (!seen.has(Fact.CAPACITY)) {
      return Optional.of(new Action.Look(Fact.CAPACITY));
    }
    ClusterCapacity capacity = seen.capacity();
    int needed = seen.requirements(ofWhich).map(JobRequirements::slots).orElse(0);
    return capacity.freeSlots() >= needed
        ? Optional.empty()
        : Optional.of(
            wait(
                state,
                WaitingReason.NO_FREE_SLOTS,
                "needs "
                    + needed
                    + ", free "
                    + capacity.freeSlots()
                    + " of "
                    + capacity.totalSlots()));
  }

  private static Action wait(PipelineState state, WaitingReason reason, String detail) {
    return JobReconciler.waitFor(state, reason, detail, JobReconciler.TICK);
  }

  private static Duration shorter(Duration remaining) {
    return remaining.compareTo(JobReconciler.TICK) < 0 ? remaining : JobReconciler.TICK;
  }
}
