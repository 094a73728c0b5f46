package io.dataflow.service.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.service.flink.TestingFlinkCluster.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The twin keeps the contract, and its faults and its ledger are what they say. */
class TestingFlinkClusterTest extends FlinkClusterContract {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final TestingFlinkCluster cluster = new TestingFlinkCluster(() -> now, 32);

  TestingFlinkClusterTest() {
    cluster.behave("bounded", TestingBehaviour.unbounded().bounded(10));
    cluster.behave("failing", TestingBehaviour.unbounded().failingAt(10));
    cluster.behave("by id", TestingBehaviour.unbounded().keeping("once", "id BIGINT"));
    cluster.behave("by word", TestingBehaviour.unbounded().keeping("once", "word STRING"));
    cluster.behave("broken", TestingBehaviour.unbounded().notCompiling());
  }

  @Override
  FlinkCluster cluster() {
    return cluster;
  }

  @Override
  String unbounded() {
    return "unbounded";
  }

  @Override
  String tenRecords() {
    return "bounded";
  }

  @Override
  String failing() {
    return "failing";
  }

  @Override
  String notCompiling() {
    return "broken";
  }

  @Override
  String keyed(String field) {
    return "by " + field;
  }

  @Override
  void await(Callable<Boolean> condition) throws Exception {
    for (int i = 0; i < 600 && !condition.call(); i++) {
      now = now.plusMillis(100);
    }
    assertThat(condition.call()).isTrue();
  }

  @Test
  void faultsOfASubmissionAreToldApart() throws Exception {
    cluster.failNext("submit", Fault.UNREACHABLE);
    cluster.failNext("submit", Fault.REQUEST_LOST);
    JobSubmission first = submission(1, unbounded(), Optional.empty());
    assertThat(cluster.submit(first)).isInstanceOf(SubmitAnswer.NotSent.class);
    assertThat(cluster.submit(first)).isInstanceOf(SubmitAnswer.Unanswered.class);
    assertThat(cluster.job(jobId(1))).isEmpty();

    cluster.failNext("submit", Fault.ANSWER_LOST);
    assertThat(cluster.submit(first)).isInstanceOf(SubmitAnswer.Unanswered.class);
    assertThat(cluster.job(jobId(1))).isPresent();

    cluster.failNext("submit", Fault.DELAYED);
    cluster.submit(submission(2, unbounded(), Optional.empty()));
    assertThat(cluster.job(jobId(2))).isEmpty();
    await(() -> cluster.job(jobId(2)).isPresent());
    assertThat(cluster.ledger().violations())
        .anySatisfy(text -> assertThat(text).endsWith("lives"));
  }

  @Test
  void zombiesHoldSlotsAfterAnEmptyRestart() throws Exception {
    cluster.submit(submission(1, unbounded(), Optional.empty()));
    awaitRunning(1);

    cluster.killJobManager();
    assertThatThrownBy(cluster::jobs).isInstanceOf(ClusterUnavailableException.class);
    cluster.startJobManager();

    assertThat(cluster.jobs()).isEmpty();
    assertThat(cluster.jobsHoldingSlots()).containsExactly(jobId(1));
    assertThat(cluster.capacity().freeSlots()).isEqualTo(31);
    cluster.submit(submission(2, unbounded(), Optional.empty()));
    assertThat(cluster.ledger().violations()).isNotEmpty();
    await(() -> !cluster.jobsHoldingSlots().contains(jobId(1)));
  }

  @Test
  void revivalGoesOnFromTheNewestCheckpoint() throws Exception {
    cluster.highlyAvailable(true);
    cluster.submit(submission(1, unbounded(), Optional.empty()));
    await(() -> cluster.checkpointStatistics(jobId(1)).orElseThrow().completed() == 3);

    cluster.killJobManager();
    now = now.plusSeconds(7);
    cluster.startJobManager();

    awaitRunning(1);
    await(() -> cluster.checkpointStatistics(jobId(1)).orElseThrow().completed() == 6);
    assertThat(cluster.ledger().runs()).hasSize(2);
    assertThat(cluster.ledger().violations()).isEmpty();
    assertThat(cluster.submit(submission(1, unbounded(), Optional.empty())))
        .isEqualTo(new SubmitAnswer.Duplicate());
  }

  @Test
  void revivalAfterTheSavepointOfAStopIsAKnownHole() throws Exception {
    cluster.highlyAvailable(true);
    cluster.submit(submission(1, unbounded(), Optional.empty()));
    awaitRunning(1);
    cluster.stopWithSavepoint(jobId(1), trigger(1), directory(1), false);
    await(() -> cluster.savepointIn(directory(1)).isPresent());

    cluster.killJobManager();
    cluster.startJobManager();

    awaitRunning(1);
    assertThat(cluster.savepointStatus(jobId(1), trigger(1)))
        .isEqualTo(new SavepointStatus.Unknown());
    assertThat(cluster.ledger().knownHoles()).isNotEmpty();
    assertThat(cluster.ledger().violations()).isEmpty();
  }

  @Test
  void lostTaskManagersMakeJobsRestart() throws Exception {
    cluster.submit(submission(1, unbounded(), Optional.empty()));
    awaitRunning(1);

    cluster.killTaskManagers();
    assertThat(cluster.job(jobId(1)).orElseThrow().state()).isEqualTo(JobState.RESTARTING);
    assertThat(cluster.capacity().freeSlots()).isZero();
    cluster.stopWithSavepoint(jobId(1), trigger(1), directory(1), false);
    assertThat(cluster.savepointStatus(jobId(1), trigger(1)))
        .isInstanceOf(SavepointStatus.Failed.class);
    cluster.startTaskManagers(32);

    awaitRunning(1);
    assertThat(cluster.ledger().violations()).isEmpty();
  }

  @Test
  void ledgerSeesAnOlderRestorePoint() throws Exception {
    cluster.submit(submission(1, unbounded(), Optional.empty()));
    await(() -> cluster.retainedCheckpoints(jobId(1)).size() == 3);
    List<RetainedCheckpoint> retained = cluster.retainedCheckpoints(jobId(1));
    cluster.failJob(jobId(1), "disk full");

    cluster.submit(submission(2, unbounded(), Optional.of(retained.get(2).path())));
    now = now.plus(Duration.ofMillis(10));
    cluster.cancel(jobId(2));
    assertThat(cluster.ledger().violations()).isEmpty();

    cluster.submit(submission(3, unbounded(), Optional.of(retained.get(1).path())));
    assertThat(cluster.ledger().violations()).singleElement().asString().contains("starts from");
  }

  @Test
  void jobsWaitForSlots() throws Exception {
    cluster.behave("wide", TestingBehaviour.unbounded().needing(40));
    cluster.submit(submission(1, "wide", Optional.empty()));
    now = now.plusSeconds(5);

    assertThat(cluster.job(jobId(1)).orElseThrow().isRunning()).isFalse();
    cluster.startTaskManagers(64);
    awaitRunning(1);
    assertThat(cluster.capacity().freeSlots()).isEqualTo(24);
  }
}
