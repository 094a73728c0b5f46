package io.dataflow.service.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.compile.StateVerdict;
import io.dataflow.error.ErrorClass;
import io.dataflow.runtime.WireFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What orchestration relies on, of the real cluster and of its twin. */
abstract class FlinkClusterContract {

  private static final String INSTALLATION = "contract";

  private final UUID created = UUID.randomUUID();
  private final String pipelineId = "p-" + created;

  abstract FlinkCluster cluster();

  /** A definition without an end that completes checkpoints every second or so. */
  abstract String unbounded();

  /** A definition that reads ten records and ends. */
  abstract String tenRecords();

  /** A definition whose data ends the job. */
  abstract String failing();

  abstract String notCompiling();

  /** As {@link #unbounded}, with a deduplicate 'once' by 'id' (BIGINT) or 'word' (STRING). */
  abstract String keyed(String field);

  /** Lets time pass until the condition holds, for at most a minute. */
  abstract void await(Callable<Boolean> condition) throws Exception;

  @Test
  void settingsAndCapacityAreTheClusters() throws Exception {
    assertThat(cluster().settings().heartbeatTimeout()).isPositive();
    assertThat(cluster().settings().archiveDirectory()).isPresent();
    // flink-conf must say what job-templates is.
    assertThat(cluster().settings().wireFormat()).contains(WireFormat.NUMBER);
    assertThat(cluster().capacity().totalSlots()).isEqualTo(32);
    assertThat(cluster().capacity().taskManagers()).isOne();
    assertThat(cluster().checkpointStoreProblem()).isEmpty();
    assertThat(cluster().checkpointWriteProblem()).isEmpty();
  }

  @Test
  void requirementsAreKnownBeforehand() {
    assertThat(cluster().requirements(unbounded())).contains(new JobRequirements(1, false));
    assertThat(cluster().requirements(tenRecords())).contains(new JobRequirements(1, true));
    assertThat(cluster().requirements(notCompiling())).isEmpty();
  }

  @Test
  void whatDoesNotCompileIsRefusedWithItsDiagnostics() throws Exception {
    SubmitAnswer answer = cluster().submit(submission(1, notCompiling(), Optional.empty()));

    assertThat(answer).isInstanceOf(SubmitAnswer.Refused.class);
    SubmitAnswer.Refused refused = (SubmitAnswer.Refused) answer;
    assertThat(refused.cause().errorClass()).isEqualTo(ErrorClass.USER);
    assertThat(refused.diagnostics()).isNotEmpty();
    assertThat(cluster().job(jobId(1))).isEmpty();
  }

  @Test
  void jobIdIsUsedOnceWhileTheJobRunsAndAfterItsEnd() throws Exception {
    JobSubmission first = submission(1, unbounded(), Optional.empty());

    assertThat(cluster().submit(first)).isEqualTo(new SubmitAnswer.Accepted());
    awaitRunning(1);
    assertThat(cluster().submit(first)).isEqualTo(new SubmitAnswer.Duplicate());
    assertThat(cluster().job(jobId(1)).flatMap(job -> JobName.parse(job.name())))
        .contains(first.name());
    assertThat(cluster().jobsHoldingSlots()).contains(jobId(1));

    assertThat(cluster().cancel(jobId(1))).isEqualTo(CancelAnswer.ACCEPTED);
    awaitState(1, JobState.CANCELED);
    assertThat(cluster().submit(first)).isEqualTo(new SubmitAnswer.Duplicate());
    assertThat(cluster().cancel(jobId(1))).isEqualTo(CancelAnswer.ACCEPTED);
    await(() -> !cluster().jobsHoldingSlots().contains(jobId(1)));
  }

  @Test
  void unknownJobsAreAbsentNotUnreachable() throws Exception {
    String unknown = jobId(77);

    assertThat(cluster().job(unknown)).isEmpty();
    assertThat(cluster().cancel(unknown)).isEqualTo(CancelAnswer.UNKNOWN_JOB);
    assertThat(cluster().accumulators(unknown)).isEmpty();
    assertThat(cluster().checkpointStatistics(unknown)).isEmpty();
    assertThat(cluster().failures(unknown)).isEmpty();
    assertThat(cluster().archivedJob(unknown)).isEmpty();
    assertThat(cluster().retainedCheckpoints(unknown)).isEmpty();
    assertThat(cluster().savepointStatus(unknown, trigger(1)))
        .isEqualTo(new SavepointStatus.Unknown());
    assertThat(cluster().savepointIn(directory(1))).isEmpty();
  }

  @Test
  void aStopOfAnUnknownJobFails() throws Exception {
    TriggerAnswer answer = cluster().stopWithSavepoint(jobId(77), trigger(1), directory(1), false);

    assertThat(answer).isEqualTo(new TriggerAnswer.Triggered());
    await(() -> cluster().savepointStatus(jobId(77), trigger(1)) instanceof SavepointStatus.Failed);
  }

  @Test
  void boundedJobFinishesAndItsOutcomeIsArchived() throws Exception {
    cluster().submit(submission(1, tenRecords(), Optional.empty()));
    awaitState(1, JobState.FINISHED);

    await(() -> cluster().archivedJob(jobId(1)).isPresent());
    // What a JobManager shows of a job that has just ended may be a little older.
    await(() -> cluster().accumulators(jobId(1)).orElseThrow().get("source/recordsIn").equals(10L));
    assertThat(cluster().cancel(jobId(1))).isEqualTo(CancelAnswer.ALREADY_TERMINAL);
    ArchivedJob archived = cluster().archivedJob(jobId(1)).orElseThrow();
    assertThat(archived.state()).isEqualTo(JobState.FINISHED);
    assertThat(archived.failure()).isEmpty();
    assertThat(archived.accumulators()).containsEntry("source/recordsIn", 10L);
    assertThat(archived.checkpoints()).isPresent();
    assertThat(JobName.parse(archived.name()).orElseThrow().pipelineId()).isEqualTo(pipelineId);
    assertThat(cluster().retainedCheckpoints(jobId(1))).isEmpty();
  }

  @Test
  void wrongDataEndsTheJobAtOnceAsItsAuthorsFault() throws Exception {
    cluster().submit(submission(1, failing(), Optional.empty()));
    awaitState(1, JobState.FAILED);

    JobFailure failure = cluster().failures(jobId(1)).get(0);
    assertThat(failure.errorClass()).isEqualTo(ErrorClass.USER);
    assertThat(failure.message()).contains("CAST_ERROR");
    await(() -> cluster().archivedJob(jobId(1)).isPresent());
    ArchivedJob archived = cluster().archivedJob(jobId(1)).orElseThrow();
    assertThat(archived.state()).isEqualTo(JobState.FAILED);
    assertThat(archived.failure().orElseThrow().message()).isEqualTo(failure.message());
  }

  @Test
  void repeatedStopJoinsTheFirst() throws Exception {
    cluster().submit(submission(1, unbounded(), Optional.empty()));
    awaitRunning(1);

    for (int i = 0; i < 3; i++) {
      assertThat(cluster().stopWithSavepoint(jobId(1), trigger(1), directory(1), false))
          .isEqualTo(new TriggerAnswer.Triggered());
    }
    await(
        () ->
            !(cluster().savepointStatus(jobId(1), trigger(1))
                instanceof SavepointStatus.InProgress));

    SavepointStatus status = cluster().savepointStatus(jobId(1), trigger(1));
    assertThat(status).isInstanceOf(SavepointStatus.Completed.class);
    String location = ((SavepointStatus.Completed) status).location();
    assertThat(cluster().savepointIn(directory(1))).contains(location);
    assertThat(location).startsWith(directory(1));
    awaitState(1, JobState.FINISHED);
    assertThat(cluster().checkpointId(location)).isPresent();
    cluster().stopWithSavepoint(jobId(1), trigger(1), directory(1), false);
    assertThat(cluster().savepointStatus(jobId(1), trigger(1))).isEqualTo(status);

    cluster().submit(submission(2, unbounded(), Optional.of(location)));
    awaitRunning(2);
    cluster().cancel(jobId(2));
    awaitState(2, JobState.CANCELED);

    assertThat(cluster().disposeSavepoint(location)).isEqualTo(new DisposalAnswer.Disposed());
    assertThat(cluster().savepointIn(directory(1))).isEmpty();
    assertThat(cluster().checkpointId(location)).isEmpty();
    assertThat(cluster().disposeSavepoint(location)).isEqualTo(new DisposalAnswer.Disposed());
    assertThat(cluster().disposeSavepoint("file:/etc/passwd"))
        .isInstanceOf(DisposalAnswer.Failed.class);
  }

  @Test
  void savepointBesideTheRunningJob() throws Exception {
    cluster().submit(submission(1, unbounded(), Optional.empty()));
    awaitRunning(1);

    cluster().savepoint(jobId(1), trigger(1), directory(1));
    await(
        () -> cluster().savepointStatus(jobId(1), trigger(1)) instanceof SavepointStatus.Completed);

    String savepoint = cluster().savepointIn(directory(1)).orElseThrow();
    assertThat(cluster().job(jobId(1)).orElseThrow().state()).isEqualTo(JobState.RUNNING);
    // One sequence of numbers: what the job completes later has a higher one.
    long number = cluster().checkpointId(savepoint).orElseThrow();
    await(
        () ->
            cluster().retainedCheckpoints(jobId(1)).stream()
                .anyMatch(checkpoint -> checkpoint.checkpointId() > number));
    assertThat(cluster().retainedCheckpoints(jobId(1)))
        .extracting(RetainedCheckpoint::checkpointId)
        .doesNotContain(number);
    cluster().cancel(jobId(1));
  }

  @Test
  void checkpointsOfACancelledJobStayUntilTheyAreDeleted() throws Exception {
    cluster().submit(submission(1, unbounded(), Optional.empty()));
    awaitRunning(1);
    await(() -> cluster().checkpointStatistics(jobId(1)).orElseThrow().completed() >= 2);
    cluster().cancel(jobId(1));
    awaitState(1, JobState.CANCELED);

    var retained = cluster().retainedCheckpoints(jobId(1));
    RetainedCheckpoint newest = retained.get(retained.size() - 1);
    assertThat(retained).hasSizeBetween(2, 3);
    assertThat(retained)
        .isSortedAccordingTo((a, b) -> Long.compare(a.checkpointId(), b.checkpointId()));
    assertThat(newest.jobId()).isEqualTo(jobId(1));
    assertThat(newest.path()).startsWith(cluster().settings().checkpointDirectory());

    cluster().submit(submission(2, unbounded(), Optional.of(newest.path())));
    awaitRunning(2);
    await(() -> !cluster().retainedCheckpoints(jobId(2)).isEmpty());
    cluster().deleteCheckpoints(jobId(1));
    assertThat(cluster().retainedCheckpoints(jobId(1))).isEmpty();
    assertThat(cluster().retainedCheckpoints(jobId(2))).isNotEmpty();
    cluster().deleteCheckpoints(jobId(1));
    cluster().cancel(jobId(2));
  }

  @Test
  void aRestorePointThatIsGoneFailsTheJobAndUsesItsId() throws Exception {
    JobSubmission submission =
        submission(1, unbounded(), Optional.of(directory(9) + "/savepoint-gone"));

    assertThat(cluster().submit(submission)).isEqualTo(new SubmitAnswer.Accepted());
    awaitState(1, JobState.FAILED);
    assertThat(cluster().failures(jobId(1)).get(0).message()).contains("Cannot find checkpoint");
    assertThat(cluster().submit(submission)).isEqualTo(new SubmitAnswer.Duplicate());
  }

  @Test
  void stateThatNobodyWouldTakeUpIsNamedBeforehand() throws Exception {
    cluster().submit(submission(1, keyed("id"), Optional.empty()));
    awaitRunning(1);
    await(() -> !cluster().retainedCheckpoints(jobId(1)).isEmpty());
    cluster().cancel(jobId(1));
    awaitState(1, JobState.CANCELED);
    var retained = cluster().retainedCheckpoints(jobId(1));
    String path = retained.get(retained.size() - 1).path();

    StateVerdict same = cluster().stateVerdict(path, keyed("id"), keyed("id")).orElseThrow();
    StateVerdict other = cluster().stateVerdict(path, keyed("id"), keyed("word")).orElseThrow();

    assertThat(same.outcome()).isEqualTo(StateVerdict.Outcome.COMPATIBLE);
    assertThat(StateVerdict.text(other.dropped()))
        .isEqualTo("deduplicate 'once' (its key was 'id BIGINT' and is 'word STRING')");
    assertThat(other.replaced()).isEmpty();
    assertThat(cluster().stateVerdict(path, keyed("id"), notCompiling())).isEmpty();
    assertThat(cluster().stateVerdict(directory(9) + "/savepoint-gone", keyed("id"), keyed("id")))
        .isEmpty();

    // The verdict is the cluster's own.
    JobSubmission dropping = submission(2, keyed("word"), Optional.of(path));
    cluster().submit(dropping);
    awaitState(2, JobState.FAILED);
    assertThat(cluster().failures(jobId(2)).get(0).message()).contains("Cannot map checkpoint");
    cluster()
        .submit(
            new JobSubmission(
                jobId(3), dropping.name(), dropping.definition(), dropping.restorePath(), true));
    awaitRunning(3);
    cluster().cancel(jobId(3));
  }

  final JobSubmission submission(int attempt, String definition, Optional<String> restorePath) {
    return new JobSubmission(
        jobId(attempt),
        new JobName(INSTALLATION, pipelineId, attempt, 1),
        definition,
        restorePath,
        false);
  }

  final String jobId(int attempt) {
    return JobIds.jobId(INSTALLATION, created, attempt);
  }

  final String trigger(int number) {
    return JobIds.triggerId(created, number);
  }

  final String directory(int number) throws ClusterUnavailableException {
    return cluster().savepointDirectory(pipelineId, trigger(number));
  }

  final void awaitRunning(int attempt) throws Exception {
    await(() -> cluster().job(jobId(attempt)).map(JobOverview::isRunning).orElse(false));
  }

  final void awaitState(int attempt, JobState state) throws Exception {
    try {
      await(() -> cluster().job(jobId(attempt)).map(job -> job.state() == state).orElse(false));
    } catch (AssertionError e) {
      throw new AssertionError(
          "not "
              + state
              + ": "
              + cluster().job(jobId(attempt))
              + " "
              + cluster().failures(jobId(attempt)),
          e);
    }
  }
}
