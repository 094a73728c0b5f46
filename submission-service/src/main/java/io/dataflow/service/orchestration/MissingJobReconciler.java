package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.DesiredState;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.JobRequirements;
import io.dataflow.service.flink.RetainedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The next action for an attempt whose job no JobManager lists and no archive has: was it never
 * sent, is it lost, or may it have finished.
 */
final class MissingJobReconciler {
  private MissingJobReconciler() {}

  static Action next(PipelineState state, Attempt attempt, Observation seen) {
    if (attempt.phase() == Attempt.Phase.PLANNED) {
      return inDoubt(state, attempt, seen);
    }
    return seen.job() instanceof JobSighting.Absent
        ? lost(state, attempt, seen)
        : new Action.Wait(JobReconciler.TICK);
  }

  /** Planned, perhaps sent, and no JobManager lists it. */
  private static Action inDoubt(PipelineState state, Attempt attempt, Observation seen) {
    if (!seen.has(Fact.CHECKPOINTS)) {
      return new Action.Look(Fact.CHECKPOINTS);
    }
    boolean passed = !attempt.inDoubtUntil().isAfter(seen.now());
    boolean absent = seen.job() instanceof JobSighting.Absent;
    Optional<RetainedCheckpoint> own = seen.newestCheckpoint(attempt.number());
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
      return AttemptPlanner.noSlots(state, seen, Fact.REQUIREMENTS_OF_LAST)
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
  private static Action lost(PipelineState state, Attempt attempt, Observation seen) {
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
    Optional<RetainedCheckpoint> own = seen.newestCheckpoint(attempt.number());
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

  private static boolean isStillNewest(PipelineState state, Attempt attempt, Observation seen) {
    return RestoreDecision.decide(state, seen.checkpoints(), attempt.number())
            instanceof RestoreDecision.Restore restore
        && restore.point().equals(attempt.restorePoint());
  }
}
