package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.Snapshot;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.DisposalAnswer;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.JobName;
import io.dataflow.service.flink.JobSubmission;
import io.dataflow.service.flink.SubmitAnswer;
import io.dataflow.service.flink.TriggerAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls behind the actions: what is journalled before each, the call, and what it answered as
 * events. Whoever calls asks its lease in between.
 */
public final class ClusterActions {
  private final FlinkCluster cluster;
  private final String installationId;
  private final Clock clock;
  private final RecoveryPolicy policy;

  /**
   * @param events what the answer says; empty when it says nothing
   * @param pause set when the pass has nothing more to do at once
   */
  record Done(List<PipelineEvent> events, Optional<Duration> pause) {
    static Done goOn(PipelineEvent... events) {
      return new Done(List.of(events), Optional.empty());
    }

    static Done pause(Duration pause) {
      return new Done(List.of(), Optional.of(pause));
    }
  }

  public ClusterActions(
      FlinkCluster cluster, String installationId, Clock clock, RecoveryPolicy policy) {
    this.cluster = cluster;
    this.installationId = installationId;
    this.clock = clock;
    this.policy = policy;
  }

  /** Journalled before the call: intentions, ids and directories. */
  List<PipelineEvent> before(PipelineState state, Action action)
      throws ClusterUnavailableException {
    if (action instanceof Action.Append seen) {
      return seen.events();
    }
    if (action instanceof Action.Submit submit) {
      return submit.events();
    }
    if (action instanceof Action.SubmitAgain again) {
      return List.of(
          new PipelineEvent.SubmissionRepeated(
              again.attempt().number(), clock.instant().plus(policy.submissionDoubt())));
    }
    if (action instanceof Action.TriggerStop stop) {
      return List.of(
          new PipelineEvent.StopTriggered(
              stop.attempt().number(),
              stop.triggerId(),
              cluster.savepointDirectory(state.pipelineId(), stop.triggerId()),
              stop.drain()));
    }
    if (action instanceof Action.TriggerSnapshot trigger) {
      return List.of(
          new PipelineEvent.SnapshotTriggered(
              trigger.snapshot().id(),
              trigger.attempt().number(),
              trigger.triggerId(),
              cluster.savepointDirectory(state.pipelineId(), trigger.triggerId())));
    }
    return action instanceof Action.Cancel cancel ? cancel.before() : List.of();
  }

  /** What runs next is planned before somebody waits for it. */
  void foresee(PipelineState state) {
    state.currentVersion().ifPresent(next -> cluster.requirements(next.definition().resolved()));
  }

  /** Lets the cluster make ready for the call while its intention is journalled. */
  void prepare(PipelineState state, Action action) {
    if (action instanceof Action.Submit submit) {
      PipelineEvent.AttemptPlanned plan = submit.plan();
      cluster.prepare(
          submission(
              state,
              plan.attempt(),
              plan.jobId(),
              plan.version(),
              plan.restorePoint(),
              plan.allowNonRestoredState()));
    } else if (action instanceof Action.SubmitAgain again) {
      cluster.prepare(submission(state, again.attempt()));
    }
  }

  /** The call itself, on the state that holds what was journalled before. */
  Done perform(PipelineState state, Action action) throws ClusterUnavailableException {
    if (action instanceof Action.Submit || action instanceof Action.SubmitAgain) {
      return submit(state, state.openAttempt().orElseThrow());
    }
    if (action instanceof Action.TriggerStop stop) {
      return stop(state, stop.attempt(), stop.triggerId(), stop.drain());
    }
    if (action instanceof Action.RepeatStop stop) {
      return stop(state, stop.attempt(), stop.triggerId(), stop.drain());
    }
    if (action instanceof Action.Cancel cancel) {
      cluster.cancel(cancel.jobId());
      // The list of jobs may be older than the call: it is believed again only after a while.
      return Done.pause(JobReconciler.SOON.multipliedBy(5));
    }
    if (action instanceof Action.TriggerSnapshot trigger) {
      return snapshot(state, trigger.snapshot(), trigger.attempt());
    }
    if (action instanceof Action.RepeatSnapshot repeat) {
      return snapshot(state, repeat.snapshot(), repeat.attempt());
    }
    if (action instanceof Action.DisposeSnapshot dispose) {
      return dispose(dispose.snapshot());
    }
    if (action instanceof Action.DeleteDirectory delete) {
      cluster.deleteCheckpoints(delete.attempt().jobId());
      return Done.goOn(new PipelineEvent.DirectoryDeleted(delete.attempt().number()));
    }
    return Done.goOn();
  }

  private Done submit(PipelineState state, Attempt attempt) {
    // A send must be over, timeouts included, before the journalled deadline.
    if (clock.instant().isAfter(attempt.inDoubtUntil().minus(policy.sendingTime()))) {
      return Done.pause(JobReconciler.TICK);
    }
    SubmitAnswer answer = cluster.submit(submission(state, attempt));
    if (answer instanceof SubmitAnswer.Accepted || answer instanceof SubmitAnswer.Duplicate) {
      return Done.goOn(new PipelineEvent.JobSubmitted(attempt.number()));
    }
    if (answer instanceof SubmitAnswer.Refused refused) {
      return Done.goOn(
          new PipelineEvent.SubmissionRefused(attempt.number(), Failures.of(refused.cause())));
    }
    return Done.pause(JobReconciler.TICK);
  }

  private JobSubmission submission(PipelineState state, Attempt attempt) {
    return submission(
        state,
        attempt.number(),
        attempt.jobId(),
        attempt.version(),
        attempt.restorePoint(),
        attempt.allowNonRestoredState());
  }

  private JobSubmission submission(
      PipelineState state,
      int attempt,
      String jobId,
      int version,
      Optional<RestorePoint> restorePoint,
      boolean allowNonRestoredState) {
    return new JobSubmission(
        jobId,
        new JobName(installationId, state.pipelineId(), attempt, version),
        state.version(version).orElseThrow().definition().resolved(),
        restorePoint.map(RestorePoint::path),
        allowNonRestoredState);
  }

  private Done stop(PipelineState state, Attempt attempt, String triggerId, boolean drain)
      throws ClusterUnavailableException {
    String directory = state.stop().flatMap(stop -> stop.directory()).orElseThrow();
    TriggerAnswer answer = cluster.stopWithSavepoint(attempt.jobId(), triggerId, directory, drain);
    if (answer instanceof TriggerAnswer.Refused refused) {
      return Done.goOn(
          new PipelineEvent.StopFailed(attempt.number(), triggerId, refused.message()));
    }
    return Done.pause(JobReconciler.SOON);
  }

  private Done snapshot(PipelineState state, Snapshot requested, Attempt attempt)
      throws ClusterUnavailableException {
    Snapshot snapshot = state.snapshot(requested.id()).orElseThrow();
    TriggerAnswer answer =
        cluster.savepoint(
            attempt.jobId(),
            snapshot.triggerId().orElseThrow(),
            snapshot.directory().orElseThrow());
    return answer instanceof TriggerAnswer.Refused refused
        ? Done.goOn(new PipelineEvent.SnapshotFailed(snapshot.id(), refused.message()))
        : Done.pause(JobReconciler.SOON);
  }

  private Done dispose(Snapshot snapshot) throws ClusterUnavailableException {
    if (snapshot.path().isEmpty()) {
      return Done.goOn(new PipelineEvent.SnapshotDeleted(snapshot.id()));
    }
    DisposalAnswer answer = cluster.disposeSavepoint(snapshot.path().get());
    List<PipelineEvent> events = new ArrayList<>();
    if (answer instanceof DisposalAnswer.Disposed) {
      events.add(new PipelineEvent.SnapshotDeleted(snapshot.id()));
    }
    return new Done(
        events,
        events.isEmpty() ? Optional.of(JobReconciler.SOON.multipliedBy(5)) : Optional.empty());
  }
}
