package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.StopProgress;
import io.dataflow.service.flink.JobIds;
import io.dataflow.service.flink.JobOverview;
import io.dataflow.service.flink.JobState;
import io.dataflow.service.flink.SavepointStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The next action for a live job that is to stop. */
final class StopReconciler {
  private final RecoveryPolicy policy;

  StopReconciler(RecoveryPolicy policy) {
    this.policy = policy;
  }

  /** A trigger of ours is out and its savepoint is not recorded. */
  static boolean awaitsSavepoint(PipelineState state, Attempt attempt) {
    return attempt.stopSavepoint().isEmpty()
        && state.stop().flatMap(StopProgress::triggerId).isPresent();
  }

  Action next(PipelineState state, Attempt attempt, JobOverview job, Observation seen) {
    StopProgress stop = state.stop().orElseThrow();
    if (attempt.stopSavepoint().isPresent()) {
      return outlived(state, attempt, job, seen.now());
    }
    if (stop.triggerId().isPresent()) {
      return triggered(stop, attempt, job, seen);
    }
    if (!stop.savepoint()) {
      return JobReconciler.cancel(job, List.of());
    }
    if (stop.failedTriggers() >= policy.stopTriggers()) {
      return Action.Append.of(
          new PipelineEvent.StopWithoutSavepoint(
              attempt.number(),
              stop.failedTriggers()
                  + " savepoints failed; the newest retained checkpoint remains instead, and a"
                  + " sink's open transactions may expire before it is resumed"));
    }
    if (!job.isRunning()) {
      return notRunning(stop, attempt, seen.now());
    }
    Instant notBefore =
        stop.lastFailure()
            .map(time -> time.plus(policy.backoff(stop.failedTriggers())))
            .orElse(Instant.MIN);
    return notBefore.isAfter(seen.now())
        ? new Action.Wait(JobReconciler.TICK)
        : new Action.TriggerStop(
            attempt, JobIds.triggerId(stop.requestEventId(), stop.failedTriggers()), stop.drain());
  }

  /** A savepoint needs all tasks; those of a job that restarts may never run again. */
  private Action notRunning(StopProgress stop, Attempt attempt, Instant now) {
    Instant since =
        stop.requestedAt().isAfter(attempt.phaseSince())
            ? stop.requestedAt()
            : attempt.phaseSince();
    return since.plus(policy.stopPatience()).isAfter(now)
        ? new Action.Wait(JobReconciler.SOON.multipliedBy(5))
        : Action.Append.of(
            new PipelineEvent.StopWithoutSavepoint(
                attempt.number(),
                "its tasks do not run; the newest retained checkpoint remains instead"));
  }

  private static Action triggered(
      StopProgress stop, Attempt attempt, JobOverview job, Observation seen) {
    if (!seen.has(Fact.STOP_STATUS)) {
      return new Action.Look(Fact.STOP_STATUS);
    }
    String triggerId = stop.triggerId().orElseThrow();
    if (seen.stopStatus() instanceof SavepointStatus.InProgress) {
      return new Action.Wait(JobReconciler.SOON);
    }
    if (seen.stopStatus() instanceof SavepointStatus.Completed completed) {
      return Action.Append.of(
          new PipelineEvent.SavepointCompleted(attempt.number(), triggerId, completed.location()));
    }
    // The savepoint may be complete although the stop failed after it, or was forgotten.
    if (!seen.has(Fact.STOP_DIRECTORY)) {
      return new Action.Look(Fact.STOP_DIRECTORY);
    }
    Optional<String> savepoint = seen.stopSavepoint();
    if (savepoint.isPresent()) {
      return Action.Append.of(
          new PipelineEvent.SavepointCompleted(attempt.number(), triggerId, savepoint.get()));
    }
    if (seen.stopStatus() instanceof SavepointStatus.Failed failed) {
      return Action.Append.of(
          new PipelineEvent.StopFailed(attempt.number(), triggerId, failed.message()));
    }
    return job.isRunning()
        ? new Action.RepeatStop(attempt, triggerId, stop.directory().orElseThrow(), stop.drain())
        : Action.Append.of(
            new PipelineEvent.StopFailed(
                attempt.number(), triggerId, "the JobManager forgot the savepoint"));
  }

  /** The stop savepoint stands: a job that goes on from before it would write again. */
  private Action outlived(PipelineState state, Attempt attempt, JobOverview job, Instant now) {
    Instant savepointAt =
        state.snapshots().stream()
            .filter(snapshot -> snapshot.attempt() == attempt.number())
            .filter(snapshot -> snapshot.kind() == RestorePoint.Kind.STOP_SAVEPOINT)
            .flatMap(snapshot -> snapshot.completedAt().stream())
            .findFirst()
            .orElse(state.updatedAt());
    boolean restarts = job.state() == JobState.RESTARTING || job.state() == JobState.FAILING;
    boolean ending = savepointAt.plus(policy.finishPatience()).isAfter(now);
    if (!restarts && ending) {
      return new Action.Wait(JobReconciler.SOON);
    }
    return JobReconciler.cancel(
        job, restarts || attempt.revived() ? List.of() : List.of(revived(attempt)));
  }

  static PipelineEvent revived(Attempt attempt) {
    return new PipelineEvent.JobRevived(
        attempt.number(), "possible duplicates since the last checkpoint before its savepoint");
  }
}
