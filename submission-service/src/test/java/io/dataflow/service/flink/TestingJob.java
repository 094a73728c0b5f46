package io.dataflow.service.flink;

import io.dataflow.error.ErrorClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job of a {@link TestingFlinkCluster}. It moves from one moment at which something happens to
 * the next; in between its position is a function of time.
 */
final class TestingJob {

  static final long DEPLOY_MILLIS = 150;
  static final long SAVEPOINT_MILLIS = 120;
  static final long ARCHIVE_MILLIS = 80;
  static final long NEVER = Long.MAX_VALUE;

  private final JobSubmission submission;
  private final TestingBehaviour behaviour;
  private final TestingStore store;
  private final TestingLedger ledger;
  private final long checkpointMillis;
  private final boolean archived;
  private final long submittedAt;
  private final long origin;

  private JobState state = JobState.CREATED;
  private boolean deployed;
  private long since;
  private long base;
  private long committed;
  private long committedBefore;
  private long nextCheckpoint = NEVER;
  private long checkpointNumber;
  private long completed;
  private Optional<RetainedCheckpoint> latest = Optional.empty();
  private long cleanedAt = NEVER;
  private long savepointAt = NEVER;
  private long stopsAt = NEVER;
  private String stopDirectory = "";
  private Optional<String> stopSavepoint = Optional.empty();
  private boolean revivedAfterStop;
  private Optional<Instant> endTime = Optional.empty();
  private final List<JobFailure> failures = new ArrayList<>();

  TestingJob(
      JobSubmission submission,
      TestingBehaviour behaviour,
      TestingStore store,
      TestingLedger ledger,
      long checkpointMillis,
      boolean archived,
      long now) {
    this.submission = submission;
    this.behaviour = behaviour;
    this.store = store;
    this.ledger = ledger;
    this.checkpointMillis = checkpointMillis;
    this.archived = archived;
    this.submittedAt = now;
    this.origin = submission.restorePath().flatMap(store::position).orElse(0L);
    if (submission.restorePath().isPresent()
        && store.position(submission.restorePath().get()).isEmpty()) {
      fail(ErrorClass.EXTERNAL, "Cannot find checkpoint or savepoint file/directory", now);
    } else if (leavesState()) {
      fail(ErrorClass.EXTERNAL, "Cannot map checkpoint/savepoint state to the new program", now);
    }
  }

  private boolean leavesState() {
    return !submission.allowNonRestoredState()
        && submission
            .restorePath()
            .flatMap(path -> store.verdict(path, behaviour.keys()))
            .filter(verdict -> !verdict.dropped().isEmpty())
            .isPresent();
  }

  String id() {
    return submission.jobId();
  }

  JobName name() {
    return submission.name();
  }

  String pipeline() {
    return name().pipelineId();
  }

  int slots() {
    return deployed ? behaviour.slots() : 0;
  }

  boolean wantsSlots() {
    return !deployed && !state.isTerminal();
  }

  int slotsWanted() {
    return behaviour.slots();
  }

  /** FINISHED, and nothing of it archived or deleted yet. */
  boolean justFinished() {
    return state == JobState.FINISHED && cleanedAt != NEVER;
  }

  boolean revivedAfterStop() {
    return revivedAfterStop;
  }

  JobState state() {
    return state;
  }

  /** Slots were found: tasks read from now plus the time to deploy them. */
  void deploy(long now, List<TestingJob> alive) {
    deployed = true;
    state = JobState.RUNNING;
    since = now + DEPLOY_MILLIS;
    base = restorePosition();
    committed = base;
    nextCheckpoint = since + checkpointMillis;
    ledger.starts(this, base, now, alive);
  }

  /** The tasks are gone; the next ones go on from the newest checkpoint. */
  void loseTasks() {
    if (!state.isTerminal()) {
      deployed = false;
      // No JobManager restores from a savepoint that it was told to stop with.
      revivedAfterStop |= stopSavepoint.isPresent();
      state = JobState.RESTARTING;
      nextCheckpoint = NEVER;
      savepointAt = NEVER;
      stopsAt = NEVER;
    }
  }

  /** Takes its number from the sequence of the checkpoints, without being one of them. */
  String savepoint(String directory, long now) {
    checkpointNumber++;
    return store.addSavepoint(directory, checkpointNumber, position(now), behaviour.keys());
  }

  void stop(String directory, long now) {
    stopDirectory = directory;
    stopSavepoint = Optional.empty();
    savepointAt = now + SAVEPOINT_MILLIS;
    nextCheckpoint = NEVER;
  }

  /** How the last stop went. */
  SavepointStatus stopOutcome() {
    if (savepointAt != NEVER || (stopsAt != NEVER && !state.isTerminal())) {
      return new SavepointStatus.InProgress();
    }
    return stopSavepoint
        .<SavepointStatus>map(SavepointStatus.Completed::new)
        .orElseGet(() -> new SavepointStatus.Failed("the job failed during the savepoint"));
  }

  boolean canSavepoint(long now) {
    return state == JobState.RUNNING
        && deployed
        && now >= since
        && savepointAt == NEVER
        && stopsAt == NEVER;
  }

  void cancel(long now) {
    end(JobState.CANCELED, now);
  }

  void fail(ErrorClass errorClass, String message, long now) {
    Instant at = Instant.ofEpochMilli(now);
    failures.add(
        0,
        new JobFailure(
            errorClass, "java.lang.RuntimeException", message, Optional.empty(), at, at, 1));
    end(JobState.FAILED, now);
  }

  /** Lives through all that happens up to now. */
  void advance(long now) {
    while (!state.isTerminal() && deployed) {
      long failsAt =
          behaviour.failsAt().isPresent() ? reaches(behaviour.failsAt().getAsLong()) : NEVER;
      long ends =
          behaviour.records().isPresent() ? reaches(behaviour.records().getAsLong()) : NEVER;
      long next =
          Math.min(
              Math.min(failsAt, ends), Math.min(nextCheckpoint, Math.min(savepointAt, stopsAt)));
      if (next > now) {
        return;
      }
      if (next == failsAt) {
        fail(ErrorClass.USER, "step 'convert': CAST_ERROR: not a number", next);
      } else if (next == savepointAt) {
        commit(position(next), next);
        stopSavepoint = Optional.of(savepoint(stopDirectory, next));
        savepointAt = NEVER;
        stopsAt = next + SAVEPOINT_MILLIS;
      } else if (next == stopsAt) {
        end(JobState.FINISHED, next);
      } else if (next == ends) {
        // Tasks that are at their end wait for one more checkpoint, which commits the rest.
        checkpoint(next);
        end(JobState.FINISHED, next);
      } else {
        checkpoint(next);
      }
    }
    if (cleanedAt <= now) {
      cleanUp();
    }
  }

  /** What a JobManager does a moment after the job has ended, if it is still there. */
  private void cleanUp() {
    cleanedAt = NEVER;
    if (state == JobState.FINISHED) {
      store.deleteCheckpoints(id());
    }
    if (archived) {
      store.archive(
          new ArchivedJob(
              id(),
              name().text(pipeline()),
              state,
              endTime.orElseThrow(),
              failures.stream().findFirst(),
              counted(committed),
              Optional.of(statistics())));
    }
  }

  JobOverview overview(long now) {
    boolean tasks = deployed && !state.isTerminal() && now >= since;
    int total = behaviour.slots();
    return new JobOverview(
        id(),
        name().text(pipeline()),
        state,
        new TaskCounts(
            total,
            tasks ? total : 0,
            state == JobState.FINISHED ? total : 0,
            state == JobState.FAILED ? total : 0),
        Instant.ofEpochMilli(submittedAt),
        endTime);
  }

  Map<String, Long> accumulators(long now) {
    if (state.isTerminal()) {
      // The JobManager's cache may be older than the end.
      boolean stale = archived && store.holdsBack(endTime.orElseThrow(), Instant.ofEpochMilli(now));
      return counted(stale ? committedBefore : committed);
    }
    return counted(position(now));
  }

  private Map<String, Long> counted(long read) {
    return Map.of("source/recordsIn", read - base, "sink/recordsOut", read - base);
  }

  CheckpointStatistics statistics() {
    return new CheckpointStatistics(completed, 0, latest);
  }

  List<JobFailure> failures() {
    return List.copyOf(failures);
  }

  /** Position of the job at a moment that it lived through. */
  long position(long at) {
    long read = at <= since ? 0 : (at - since) * behaviour.recordsPerSecond() / 1000;
    long limit = behaviour.records().orElse(Long.MAX_VALUE);
    // Barriers of a stop hold the source back.
    return stopsAt == NEVER ? Math.min(limit, base + read) : committed;
  }

  private long reaches(long record) {
    if (savepointAt != NEVER || stopsAt != NEVER) {
      return NEVER;
    }
    long missing = Math.max(0, record - base) * 1000;
    return since + (missing + behaviour.recordsPerSecond() - 1) / behaviour.recordsPerSecond();
  }

  private void checkpoint(long at) {
    long to = position(at);
    checkpointNumber++;
    completed++;
    store.addCheckpoint(id(), checkpointNumber, to, behaviour.keys(), at);
    List<RetainedCheckpoint> retained = store.retained(id());
    latest = Optional.of(retained.get(retained.size() - 1));
    commit(to, at);
    nextCheckpoint = at + checkpointMillis;
  }

  private void commit(long to, long at) {
    ledger.commits(this, committed, to, at);
    committedBefore = committed;
    committed = to;
  }

  /** A JobManager restores from what it saw completed, not from what lies in the store. */
  private long restorePosition() {
    return latest.flatMap(checkpoint -> store.position(checkpoint.path())).orElse(origin);
  }

  private void end(JobState terminal, long at) {
    state = terminal;
    deployed = false;
    savepointAt = NEVER;
    endTime = Optional.of(Instant.ofEpochMilli(at));
    cleanedAt = at + ARCHIVE_MILLIS;
  }

  @Override
  public String toString() {
    return name().text(pipeline()) + " " + id().substring(0, 8);
  }
}
