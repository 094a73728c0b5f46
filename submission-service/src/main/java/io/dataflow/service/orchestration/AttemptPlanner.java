package io.dataflow.service.orchestration;

import io.dataflow.error.ErrorClass;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.DesiredState;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What follows once no job of a pipeline is seen: the next attempt, the same again, or a wait. */
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
    Optional<RetainedCheckpoint> ranBefore = newest(seen.checkpoints(), number);
    if (ranBefore.isPresent()) {
      // A plan that the journal lost, after a restored backup say: its checkpoints are the newest.
      return Action.Append.of(
          plan,
          new PipelineEvent.FirstCheckpointCompleted(number, ranBefore.get().checkpointId()),
          new PipelineEvent.AttemptLost(number, "it ran before: it has checkpoints", false));
    }
    Set<String> replaced = replaced(state, restore.point(), plan.version());
    boolean clean = restore.point().filter(RestorePoint::clean).isPresent();
    if (!replaced.isEmpty() && !clean && !asked(state)) {
      return wait(
          state,
          WaitingReason.INCOMPATIBLE_CHANGE,
          "version "
              + plan.version()
              + " replaces "
              + String.join(", ", replaced)
              + ", and the restore point of version "
              + restore.point().orElseThrow().version()
              + " holds output that is not committed; roll back and stop it cleanly first");
    }
    Optional<Action> noSlots = noSlots(state, seen, Fact.REQUIREMENTS_OF_NEXT);
    return noSlots.orElseGet(
        () -> submit(state, restore, replaced.isEmpty() ? plan : dropping(plan)));
  }

  /** Planned, perhaps sent, and no JobManager lists it. */
  Action inDoubt(PipelineState state, Attempt attempt, Observation seen) {
    if (!seen.has(Fact.CHECKPOINTS)) {
      return new Action.Look(Fact.CHECKPOINTS);
    }
    boolean passed = !attempt.inDoubtUntil().isAfter(seen.now());
    boolean absent = seen.job() instanceof JobSighting.Absent;
    Optional<RetainedCheckpoint> own = newest(seen.checkpoints(), attempt.number());
    if (own.isPresent()) {
      return absent && passed
          ? Action.Append.of(
              new PipelineEvent.FirstCheckpointCompleted(
                  attempt.number(), own.get().checkpointId()),
              new PipelineEvent.AttemptLost(
                  attempt.number(), "it ran, and no JobManager knows it any more", false))
          : new Action.Wait(JobReconciler.TICK);
    }
    if (!seen.has(Fact.SLOT_HOLDERS)) {
      return new Action.Look(Fact.SLOT_HOLDERS);
    }
    if (seen.slotHolders().contains(attempt.jobId())) {
      return new Action.Wait(JobReconciler.TICK);
    }
    Optional<Action> ending = mayHaveFinished(attempt, seen, passed && absent);
    if (ending.isPresent()) {
      return ending.get();
    }
    boolean wanted =
        state.desired() == DesiredState.RUNNING
            && state.stop().isEmpty()
            && state.nextVersion() == attempt.version();
    if (wanted && isStillNewest(state, attempt, seen)) {
      return noSlots(state, seen, Fact.REQUIREMENTS_OF_LAST)
          .orElseGet(() -> new Action.SubmitAgain(attempt));
    }
    return passed && absent
        ? Action.Append.of(
            new PipelineEvent.PlanWithdrawn(
                attempt.number(),
                wanted ? "its restore point is not the newest any more" : "not wanted any more"))
        : new Action.Wait(JobReconciler.TICK);
  }

  /**
   * Where ended jobs leave no archive, a bounded job that was sent and finished looks like one that
   * was never sent: sending it again may write all of it twice.
   */
  private static Optional<Action> mayHaveFinished(
      Attempt attempt, Observation seen, boolean doubtOver) {
    if (!seen.has(Fact.REQUIREMENTS_OF_LAST)) {
      return Optional.of(new Action.Look(Fact.REQUIREMENTS_OF_LAST));
    }
    if (!seen.has(Fact.ARCHIVE_KEPT)) {
      return Optional.of(new Action.Look(Fact.ARCHIVE_KEPT));
    }
    boolean bounded =
        seen.requirements(Fact.REQUIREMENTS_OF_LAST).filter(JobRequirements::bounded).isPresent();
    if (!bounded || seen.archiveKept()) {
      return Optional.empty();
    }
    return Optional.of(
        doubtOver
            ? Action.Append.of(
                new PipelineEvent.AttemptLost(
                    attempt.number(),
                    "it may have been sent and have finished: ended jobs leave no archive",
                    true))
            : new Action.Wait(JobReconciler.TICK));
  }

  /** Accepted once, and proven to be gone without an archived outcome. */
  Action lost(PipelineState state, Attempt attempt, Observation seen) {
    if (!seen.has(Fact.SLOT_HOLDERS)) {
      return new Action.Look(Fact.SLOT_HOLDERS);
    }
    if (seen.slotHolders().contains(attempt.jobId())) {
      return JobReconciler.waitFor(
          state,
          WaitingReason.EARLIER_JOB_ALIVE,
          "task managers still hold slots for job " + attempt.jobId(),
          JobReconciler.TICK);
    }
    if (!seen.has(Fact.CHECKPOINTS)) {
      return new Action.Look(Fact.CHECKPOINTS);
    }
    List<PipelineEvent> events = new ArrayList<>();
    boolean savepoint = attempt.stopSavepoint().isPresent();
    if (StopReconciler.awaitsSavepoint(state, attempt)) {
      if (!seen.has(Fact.STOP_DIRECTORY)) {
        return new Action.Look(Fact.STOP_DIRECTORY);
      }
      if (seen.stopSavepoint().isPresent()) {
        savepoint = true;
        events.add(
            new PipelineEvent.SavepointCompleted(
                attempt.number(),
                state.stop().orElseThrow().triggerId().orElseThrow(),
                seen.stopSavepoint().get()));
      }
    }
    Optional<RetainedCheckpoint> own = newest(seen.checkpoints(), attempt.number());
    if (own.isPresent() && attempt.firstCheckpoint().isEmpty()) {
      events.add(
          new PipelineEvent.FirstCheckpointCompleted(attempt.number(), own.get().checkpointId()));
    }
    boolean endUnknown = false;
    if (own.isEmpty() && !savepoint) {
      if (!seen.has(Fact.REQUIREMENTS_OF_LAST)) {
        return new Action.Look(Fact.REQUIREMENTS_OF_LAST);
      }
      endUnknown =
          seen.requirements(Fact.REQUIREMENTS_OF_LAST).map(JobRequirements::bounded).orElse(true);
    }
    events.add(
        new PipelineEvent.AttemptLost(
            attempt.number(), "no JobManager knows the job any more", endUnknown));
    return new Action.Append(events);
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
                  + ": roll back to it, or change the definition and restart"));
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
    List<PipelineEvent> events = new ArrayList<>();
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
  private static boolean asked(PipelineState state) {
    return state.start().filter(start -> start.allowNonRestoredState()).isPresent();
  }

  /** Sources and sinks of the point's version whose state the new version does not take up. */
  private static Set<String> replaced(
      PipelineState state, Optional<RestorePoint> point, int version) {
    Map<String, String> old =
        point
            .flatMap(from -> state.version(from.version()))
            .map(from -> from.definition().endpoints())
            .orElse(Map.of());
    Map<String, String> now =
        state
            .version(version)
            .map(DefinitionVersion::definition)
            .map(definition -> definition.endpoints())
            .orElse(Map.of());
    Set<String> replaced = new TreeSet<>();
    old.forEach(
        (id, uid) -> {
          if (!uid.equals(now.get(id))) {
            replaced.add(id);
          }
        });
    return replaced;
  }

  private static boolean isStillNewest(PipelineState state, Attempt attempt, Observation seen) {
    return RestoreDecision.decide(state, seen.checkpoints(), attempt.number())
            instanceof RestoreDecision.Restore restore
        && restore.point().equals(attempt.restorePoint());
  }

  private static Optional<Action> noSlots(PipelineState state, Observation seen, Fact ofWhich) {
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

  private static Optional<RetainedCheckpoint> newest(
      Map<Integer, List<RetainedCheckpoint>> checkpoints, int attempt) {
    return checkpoints.getOrDefault(attempt, List.of()).stream()
        .max(Comparator.comparingLong(RetainedCheckpoint::checkpointId));
  }

  private static Action wait(PipelineState state, WaitingReason reason, String detail) {
    return JobReconciler.waitFor(state, reason, detail, JobReconciler.TICK);
  }

  private static Duration shorter(Duration remaining) {
    return remaining.compareTo(JobReconciler.TICK) < 0 ? remaining : JobReconciler.TICK;
  }
}
