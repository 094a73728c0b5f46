package io.dataflow.service.orchestration;

import io.dataflow.error.ErrorClass;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.DesiredState;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.JobOutcome;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.JobOverview;
import io.dataflow.service.flink.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Desired × observed → the one next action; a pure function. What it needs to know beyond the list
 * of jobs it asks for by {@link Action.Look}. Everything follows from the present state: it may be
 * asked again after any crash, and by any owner.
 */
public final class JobReconciler {
  /** A question that is open now is asked again this soon. */
  static final Duration SOON = Duration.ofMillis(20);

  /** While tasks deploy: a look costs the JobManager that deploys them, and the journal. */
  static final Duration DEPLOYING = Duration.ofMillis(50);

  /** The usual rhythm of looking. */
  static final Duration TICK = Duration.ofSeconds(1);

  private final RecoveryPolicy policy;
  private final AttemptPlanner planner;
  private final StopReconciler stops;
  private final Housekeeping housekeeping;

  public JobReconciler(RecoveryPolicy policy, String installationId) {
    this.policy = policy;
    this.planner = new AttemptPlanner(policy, installationId);
    this.stops = new StopReconciler(policy);
    this.housekeeping = new Housekeeping();
  }

  /** Whether anything is left to be done for the pipeline without a further command. */
  public static boolean isActive(PipelineState state) {
    return !state.atRest() || Housekeeping.isDue(state);
  }

  /** The next action. */
  public Action reconcile(PipelineState state, Observation seen) {
    if (!seen.others().isEmpty()) {
      return cancel(seen.others().get(0), List.of());
    }
    Optional<Attempt> last = state.lastAttempt();
    if (last.isPresent()
        && !last.get().isOpen()
        && seen.job() instanceof JobSighting.Present present
        && !present.job().state().isTerminal()) {
      return revived(last.get(), present.job());
    }
    Optional<Attempt> open = state.openAttempt();
    if (open.isPresent()) {
      return open(state, open.get(), seen);
    }
    if (seen.job() instanceof JobSighting.Unknown unknown && !state.atRest()) {
      return unreachable(state, unknown, seen.now());
    }
    if (state.atRest()) {
      return housekeeping.next(state, seen).orElse(new Action.Rest());
    }
    if (state.desired() == DesiredState.DELETED) {
      return housekeeping.delete(state);
    }
    // Who waits for people may wait for long, and so would whoever asked for a snapshot.
    Optional<Action> snapshot =
        state.waiting().isPresent() ? housekeeping.snapshot(state, seen) : Optional.empty();
    return snapshot.orElseGet(() -> planner.next(state, seen));
  }

  /** Waiting is journalled when it begins and when it is for something else, not every time. */
  static Action waitFor(
      PipelineState state, WaitingReason reason, String detail, Duration lookAgain) {
    boolean known = state.waiting().filter(waiting -> waiting.reason() == reason).isPresent();
    return known
        ? new Action.Wait(lookAgain)
        : Action.Append.of(new PipelineEvent.WaitingStarted(reason, detail));
  }

  /** Its end was recorded and a JobManager brought it back: the record stands. */
  private static Action revived(Attempt attempt, JobOverview job) {
    if (attempt.revived()) {
      return cancel(job, List.of());
    }
    String since =
        attempt.firstCheckpoint().isPresent() ? "its last checkpoint" : "the start of the attempt";
    return cancel(
        job,
        List.of(
            new PipelineEvent.JobRevived(attempt.number(), "possible duplicates since " + since)));
  }

  static Action cancel(JobOverview job, List<PipelineEvent> before) {
    return job.state() == JobState.CANCELLING
        ? new Action.Wait(SOON)
        : new Action.Cancel(job.jobId(), before);
  }

  private Action unreachable(PipelineState state, JobSighting.Unknown unknown, Instant now) {
    if (unknown.since().plus(policy.unreachableFor()).isAfter(now)) {
      return new Action.Wait(TICK);
    }
    return waitFor(
        state,
        WaitingReason.JOBMANAGER_UNREACHABLE,
        "since " + unknown.since() + ": " + unknown.message(),
        TICK);
  }

  private Action open(PipelineState state, Attempt attempt, Observation seen) {
    if (seen.job() instanceof JobSighting.Unknown unknown) {
      return unreachable(state, unknown, seen.now());
    }
    if (seen.job() instanceof JobSighting.Present present) {
      return present.job().state().isTerminal()
          ? ended(state, attempt, outcome(present.job().state()), seen)
          : alive(state, attempt, present.job(), seen);
    }
    return missing(state, attempt, seen);
  }

  private Action alive(PipelineState state, Attempt attempt, JobOverview job, Observation seen) {
    if (attempt.phase() == Attempt.Phase.PLANNED) {
      return Action.Append.of(new PipelineEvent.JobSubmitted(attempt.number()));
    }
    if (state.waiting().isPresent()) {
      return Action.Append.of(new PipelineEvent.WaitingEnded());
    }
    if (state.stop().isPresent()) {
      return stops.next(state, attempt, job, seen);
    }
    if (job.isRunning()) {
      return running(state, attempt, seen);
    }
    if (attempt.phase() == Attempt.Phase.RUNNING) {
      return interrupted(attempt, job, seen);
    }
    if (attempt.phase() == Attempt.Phase.RESTARTING
        && attempt.phaseSince().plus(policy.restartingFor()).isBefore(seen.now())) {
      return cancel(job, List.of());
    }
    boolean soon = attempt.phaseSince().plus(TICK.multipliedBy(5)).isAfter(seen.now());
    return new Action.Wait(soon ? DEPLOYING : TICK);
  }

  private Action running(PipelineState state, Attempt attempt, Observation seen) {
    if (attempt.phase() != Attempt.Phase.RUNNING) {
      return Action.Append.of(new PipelineEvent.JobRunning(attempt.number()));
    }
    if (attempt.firstCheckpoint().isEmpty()) {
      if (!seen.has(Fact.CHECKPOINT_STATISTICS)) {
        return new Action.Look(Fact.CHECKPOINT_STATISTICS);
      }
      Optional<Long> first =
          seen.checkpointStatistics()
              .flatMap(statistics -> statistics.latest())
              .map(checkpoint -> checkpoint.checkpointId());
      if (first.isPresent()) {
        return Action.Append.of(
            new PipelineEvent.FirstCheckpointCompleted(attempt.number(), first.get()));
      }
    } else if (!attempt.stable()
        && attempt.phaseSince().plus(policy.stableAfter()).isBefore(seen.now())) {
      return Action.Append.of(new PipelineEvent.JobStable(attempt.number()));
    }
    return housekeeping.next(state, seen).orElse(new Action.Wait(TICK));
  }

  private static Action interrupted(Attempt attempt, JobOverview job, Observation seen) {
    boolean restarts =
        job.state() == JobState.RESTARTING
            || job.state() == JobState.FAILING
            || (job.state() == JobState.RUNNING && job.tasks().running() == 0);
    if (!restarts) {
      return new Action.Wait(TICK);
    }
    if (!seen.has(Fact.FAILURES)) {
      return new Action.Look(Fact.FAILURES);
    }
    return Action.Append.of(
        new PipelineEvent.JobRestarting(attempt.number(), Failures.newest(seen.failures())));
  }

  /** No JobManager lists it: archive, then directories, and only then conclusions. */
  private static Action missing(PipelineState state, Attempt attempt, Observation seen) {
    if (!seen.has(Fact.ARCHIVE)) {
      return new Action.Look(Fact.ARCHIVE);
    }
    if (seen.archived().isPresent()) {
      return ended(state, attempt, outcome(seen.archived().get().state()), seen);
    }
    return MissingJobReconciler.next(state, attempt, seen);
  }

  private static JobOutcome outcome(JobState state) {
    return switch (state) {
      case FINISHED -> JobOutcome.FINISHED;
      case CANCELED -> JobOutcome.CANCELED;
      default -> JobOutcome.FAILED;
    };
  }

  private static Action ended(
      PipelineState state, Attempt attempt, JobOutcome outcome, Observation seen) {
    List<PipelineEvent> events = new ArrayList<>();
    if (attempt.phase() == Attempt.Phase.PLANNED) {
      events.add(new PipelineEvent.JobSubmitted(attempt.number()));
    }
    if (StopReconciler.awaitsSavepoint(state, attempt)) {
      if (!seen.has(Fact.STOP_DIRECTORY)) {
        return new Action.Look(Fact.STOP_DIRECTORY);
      }
      seen.stopSavepoint()
          .ifPresent(
              path ->
                  events.add(
                      new PipelineEvent.SavepointCompleted(
                          attempt.number(),
                          state.stop().orElseThrow().triggerId().orElseThrow(),
                          path)));
    }
    Optional<Failure> failure = Optional.empty();
    if (outcome == JobOutcome.FAILED) {
      if (seen.has(Fact.ARCHIVE) && seen.archived().isPresent()) {
        failure = seen.archived().get().failure().map(Failures::of);
      } else if (!seen.has(Fact.FAILURES)) {
        return new Action.Look(Fact.FAILURES);
      } else {
        failure = Failures.newest(seen.failures());
      }
      failure = failure.or(() -> Optional.of(Failures.UNEXPLAINED));
    } else if (outcome == JobOutcome.CANCELED && state.stop().isEmpty()) {
      failure =
          Optional.of(
              attempt.phase() == Attempt.Phase.RESTARTING
                  ? state.failure().orElse(Failures.UNEXPLAINED)
                  : new Failure(
                      ErrorClass.EXTERNAL,
                      "JOB_CANCELED",
                      "somebody else cancelled the job",
                      Optional.empty()));
    }
    events.add(new PipelineEvent.JobEnded(attempt.number(), outcome, failure));
    return new Action.Append(events);
  }
}
