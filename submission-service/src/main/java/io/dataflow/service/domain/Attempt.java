package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

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
    return with(
        next -> {
          next.phase = newPhase;
          next.phaseSince = time;
          next.ran = ran || newPhase == Phase.RUNNING;
        });
  }

  Attempt withInDoubtUntil(Instant until) {
    return with(next -> next.inDoubtUntil = until);
  }

  Attempt withStable() {
    return with(next -> next.stable = true);
  }

  Attempt withFirstCheckpoint(long checkpointId) {
    return with(next -> next.firstCheckpoint = Optional.of(checkpointId));
  }

  Attempt withDirectory(Directory newDirectory) {
    return with(next -> next.directory = newDirectory);
  }

  Attempt withStopSavepoint(String path) {
    RestorePoint savepoint =
        new RestorePoint(RestorePoint.Kind.STOP_SAVEPOINT, path, number, version, 0, false);
    return with(next -> next.stopSavepoint = Optional.of(savepoint));
  }

  Attempt withRevived() {
    return with(next -> next.revived = true);
  }

  Attempt ended(JobOutcome newOutcome, Optional<Failure> newFailure, Instant time) {
    return with(
        next -> {
          next.phase = Phase.ENDED;
          next.phaseSince = time;
          next.outcome = Optional.of(newOutcome);
          next.failure = newFailure;
          if (newOutcome == JobOutcome.FINISHED) {
            next.stopSavepoint = stopSavepoint.map(RestorePoint::cleaned);
          }
        });
  }

  Attempt lost(boolean mayHaveFinished, Instant time) {
    return with(
        next -> {
          next.phase = Phase.LOST;
          next.phaseSince = time;
          next.endUnknown = mayHaveFinished;
        });
  }

  private Attempt with(Consumer<Next> change) {
    Next next = new Next();
    change.accept(next);
    return next.attempt();
  }

  /** What may change, as it was before. */
  private final class Next {
    private Instant inDoubtUntil = Attempt.this.inDoubtUntil;
    private Phase phase = Attempt.this.phase;
    private Instant phaseSince = Attempt.this.phaseSince;
    private boolean ran = Attempt.this.ran;
    private boolean stable = Attempt.this.stable;
    private Optional<Long> firstCheckpoint = Attempt.this.firstCheckpoint;
    private Optional<RestorePoint> stopSavepoint = Attempt.this.stopSavepoint;
    private Optional<JobOutcome> outcome = Attempt.this.outcome;
    private Optional<Failure> failure = Attempt.this.failure;
    private boolean endUnknown = Attempt.this.endUnknown;
    private boolean revived = Attempt.this.revived;
    private Directory directory = Attempt.this.directory;

    private Attempt attempt() {
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
          directory);
    }
  }
}
