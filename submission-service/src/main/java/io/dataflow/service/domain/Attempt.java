package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * One job of a pipeline.
 *
 * @param number counted over all incarnations
 * @param lineage the lineage it belongs to
 * @param restorePoint what it began from
 * @param reason why from there
 * @param ran all its tasks were once seen running
 * @param inDoubtUntil a submission of it cannot arrive after this time
 * @param phaseSince when {@code phase} began
 * @param firstCheckpoint id of its first own checkpoint
 * @param stopSavepoint the savepoint of a stop of ours
 * @param endUnknown lost, and it may have finished
 * @param revived seen alive after its end
 */
public record Attempt(
    int number,
    int lineage,
    String jobId,
    int version,
    Optional<RestorePoint> restorePoint,
    String reason,
    boolean allowNonRestoredState,
    Instant plannedAt,
    Instant inDoubtUntil,
    Phase phase,
    Instant phaseSince,
    boolean ran,
    boolean stable,
    Optional<Long> firstCheckpoint,
    Optional<RestorePoint> stopSavepoint,
    Optional<JobOutcome> outcome,
    Optional<Failure> failure,
    boolean endUnknown,
    boolean revived,
    Directory directory) {

  /** How far the job came. */
  public enum Phase {
    /** Journalled; it may have been sent. */
    PLANNED,
    SUBMITTED,
    /** All tasks were seen running. */
    RUNNING,
    /** It ran, and Flink restarts its tasks. */
    RESTARTING,
    /** Ended with an outcome. */
    ENDED,
    LOST,
    /** Never ran. */
    WITHDRAWN
  }

  /** What became of its checkpoint directory. */
  public enum Directory {
    KEPT,
    /** Nothing may begin from it any more. */
    RELEASED,
    DELETED
  }

  /** The job may be alive. */
  public boolean isOpen() {
    return phase.compareTo(Phase.RESTARTING) <= 0;
  }

  /** State of its own was made. */
  public boolean hasOwnState() {
    return firstCheckpoint.isPresent() || stopSavepoint.isPresent();
  }

  static Attempt planned(PipelineEvent.AttemptPlanned plan, int lineage, Instant time) {
    return new Attempt(
        plan.attempt(),
        lineage,
        plan.jobId(),
        plan.version(),
        plan.restorePoint(),
        plan.reason(),
        plan.allowNonRestoredState(),
        time,
        plan.inDoubtUntil(),
        Phase.PLANNED,
        time,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Directory.KEPT);
  }

  Attempt withPhase(Phase newPhase, Instant time) {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        inDoubtUntil,
        newPhase,
        time,
        ran || newPhase == Phase.RUNNING,
        stable,
        firstCheckpoint,
        stopSavepoint,
        outcome,
        failure,
        endUnknown,
        revived,
        directory);
  }

  Attempt withInDoubtUntil(Instant until) {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        until,
        phase,
        phaseSince,
        ran,
        stable,
        firstCheckpoint,
        stopSavepoint,
        outcome,
        failure,
        endUnknown,
        revived,
        directory);
  }

  Attempt withStable() {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        inDoubtUntil,
        phase,
        phaseSince,
        ran,
        true,
        firstCheckpoint,
        stopSavepoint,
        outcome,
        failure,
        endUnknown,
        revived,
        directory);
  }

  Attempt withFirstCheckpoint(long checkpointId) {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        inDoubtUntil,
        phase,
        phaseSince,
        ran,
        stable,
        Optional.of(checkpointId),
        stopSavepoint,
        outcome,
        failure,
        endUnknown,
        revived,
        directory);
  }

  Attempt withDirectory(Directory newDirectory) {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        inDoubtUntil,
        phase,
        phaseSince,
        ran,
        stable,
        firstCheckpoint,
        stopSavepoint,
        outcome,
        failure,
        endUnknown,
        revived,
        newDirectory);
  }

  Attempt withStopSavepoint(String path) {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        inDoubtUntil,
        phase,
        phaseSince,
        ran,
        stable,
        firstCheckpoint,
        Optional.of(
            new RestorePoint(RestorePoint.Kind.STOP_SAVEPOINT, path, number, version, 0, false)),
        outcome,
        failure,
        endUnknown,
        revived,
        directory);
  }

  Attempt withRevived() {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        inDoubtUntil,
        phase,
        phaseSince,
        ran,
        stable,
        firstCheckpoint,
        stopSavepoint,
        outcome,
        failure,
        endUnknown,
        true,
        directory);
  }

  Attempt ended(JobOutcome newOutcome, Optional<Failure> newFailure, Instant time) {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        inDoubtUntil,
        Phase.ENDED,
        time,
        ran,
        stable,
        firstCheckpoint,
        newOutcome == JobOutcome.FINISHED
            ? stopSavepoint.map(RestorePoint::cleaned)
            : stopSavepoint,
        Optional.of(newOutcome),
        newFailure,
        endUnknown,
        revived,
        directory);
  }

  Attempt lost(boolean mayHaveFinished, Instant time) {
    return new Attempt(
        number,
        lineage,
        jobId,
        version,
        restorePoint,
        reason,
        allowNonRestoredState,
        plannedAt,
        inDoubtUntil,
        Phase.LOST,
        time,
        ran,
        stable,
        firstCheckpoint,
        stopSavepoint,
        outcome,
        failure,
        mayHaveFinished,
        revived,
        directory);
  }
}
