package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Intentions and their outcomes, never traffic. Read for ever: a component may be added with an
 * upcast, none may change its meaning.
 */
public sealed interface PipelineEvent {

  /** Opens an incarnation; its definition is version 1. */
  record Created(Definition definition, int maxParallelism) implements PipelineEvent {}

  /** Stored; what runs stays on its version. */
  record DefinitionChanged(int version, Definition definition, Optional<Integer> rolledBackTo)
      implements PipelineEvent {}

  /** Start or resume, with the version that is to run. */
  record StartRequested(StartFrom from, boolean allowNonRestoredState, int version)
      implements PipelineEvent {}

  /**
   * @param savepoint false: the job is cancelled, and its newest retained checkpoint remains
   * @param drain ends event time first
   */
  record StopRequested(StopMode mode, boolean savepoint, boolean drain, String reason)
      implements PipelineEvent {}

  /** Through a savepoint to this version. */
  record RestartRequested(int version) implements PipelineEvent {}

  /** Back to configured: failure and restore point are dropped. */
  record PipelineReset(Optional<RestorePoint> dropped) implements PipelineEvent {}

  record DeleteRequested(boolean force) implements PipelineEvent {}

  /** The job is terminal and its directories are handled; closes the incarnation. */
  record PipelineDeleted() implements PipelineEvent {}

  /**
   * Journalled before the job is sent.
   *
   * @param reason why this restore point
   * @param inDoubtUntil after it a submission of this plan cannot arrive any more
   */
  record AttemptPlanned(
      int attempt,
      String jobId,
      int version,
      Optional<RestorePoint> restorePoint,
      String reason,
      boolean allowNonRestoredState,
      Instant inDoubtUntil)
      implements PipelineEvent {}

  /** The same job is sent once more. */
  record SubmissionRepeated(int attempt, Instant inDoubtUntil) implements PipelineEvent {}

  /** The cluster has the job. */
  record JobSubmitted(int attempt) implements PipelineEvent {}

  /** The job was never accepted and never will be. */
  record SubmissionRefused(int attempt, Failure failure) implements PipelineEvent {}

  /** Never submitted, and its restore point is not the newest any more. */
  record PlanWithdrawn(int attempt, String reason) implements PipelineEvent {}

  /** All tasks were seen running. */
  record JobRunning(int attempt) implements PipelineEvent {}

  /** The attempt completed a checkpoint of its own: from now on state is expected. */
  record FirstCheckpointCompleted(int attempt, long checkpointId) implements PipelineEvent {}

  /** Flink restarts the tasks of a job that ran. */
  record JobRestarting(int attempt, Optional<Failure> failure) implements PipelineEvent {}

  /** Ran healthily for long enough: the restart budget is full again. */
  record JobStable(int attempt) implements PipelineEvent {}

  /** Stop-with-savepoint is about to be called under this trigger id and directory. */
  record StopTriggered(int attempt, String triggerId, String directory, boolean drain)
      implements PipelineEvent {}

  /** The call reported a failure; a new trigger follows. */
  record StopFailed(int attempt, String triggerId, String cause) implements PipelineEvent {}

  /** The job will be cancelled instead, its newest retained checkpoint remains. */
  record StopWithoutSavepoint(int attempt, String reason) implements PipelineEvent {}

  /** The savepoint of a stop. */
  record SavepointCompleted(int attempt, String triggerId, String path) implements PipelineEvent {}

  record JobEnded(int attempt, JobOutcome outcome, Optional<Failure> failure)
      implements PipelineEvent {}

  /**
   * No JobManager, archive or task manager knows the job any more.
   *
   * @param endUnknown it may have finished: nothing older is restored without an explicit {@code
   *     from}
   */
  record AttemptLost(int attempt, String reason, boolean endUnknown) implements PipelineEvent {}

  /**
   * A job came to life again after its end was recorded, and was cancelled.
   *
   * @param possibleDuplicates what may have been written twice
   */
  record JobRevived(int attempt, String possibleDuplicates) implements PipelineEvent {}

  /** The budget is spent, or repeating cannot help. */
  record PipelineFailed(Failure failure) implements PipelineEvent {}

  record WaitingStarted(WaitingReason reason, String detail) implements PipelineEvent {}

  record WaitingEnded() implements PipelineEvent {}

  record SnapshotRequested(String snapshotId) implements PipelineEvent {}

  /** A savepoint beside the running job is about to be triggered. */
  record SnapshotTriggered(String snapshotId, int attempt, String triggerId, String directory)
      implements PipelineEvent {}

  record SnapshotRecorded(String snapshotId, String path) implements PipelineEvent {}

  record SnapshotFailed(String snapshotId, String cause) implements PipelineEvent {}

  record SnapshotDeletionRequested(String snapshotId, String reason) implements PipelineEvent {}

  record SnapshotDeleted(String snapshotId) implements PipelineEvent {}

  /** From now on nothing may begin from this attempt's checkpoints: they are being deleted. */
  record DirectoryReleased(int attempt) implements PipelineEvent {}

  record DirectoryDeleted(int attempt) implements PipelineEvent {}
}
