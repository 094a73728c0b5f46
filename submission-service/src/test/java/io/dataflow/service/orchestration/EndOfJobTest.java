package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.TestingBehaviour;
import io.dataflow.service.flink.TestingFlinkCluster.Fault;
import io.dataflow.service.flink.TestingLedger;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ends of bounded jobs, seen and unseen: no job runs again that may have finished. */
class EndOfJobTest {
  private static final String ID = "orders";

  private final TestingControlPlane plane = new TestingControlPlane(1);

  @AfterEach
  void nothingTwiceNothingLost() {
    assertThat(plane.cluster.ledger().violations()).isEmpty();
  }

  @Test
  void boundedJobCompletesAndIsNotRunAgain() {
    plane.create(ID, TestingBehaviour.unbounded().bounded(500));
    plane.start(ID);
    plane.await(ID, PipelineStatus.COMPLETED);
    plane.run(Duration.ofMinutes(10));
    assertThat(plane.cluster.ledger().runs()).hasSize(1);
    assertThat(plane.cluster.ledger().committed(ID)).isEqualTo(500);
    assertThat(plane.totals.read(ID)).isPresent();
  }

  /** The end does not wait for them. */
  @Test
  void finalFiguresAreThoseOfTheArchive() {
    for (Duration delay : List.of(Duration.ofSeconds(5), Duration.ofSeconds(30))) {
      TestingControlPlane other = new TestingControlPlane(4);
      other.cluster.archiveDelay(delay);
      other.create(ID, TestingBehaviour.unbounded().bounded(500));
      other.start(ID);
      other.await(ID, PipelineStatus.COMPLETED);
      assertThat(recordsIn(other)).as("at the end").isLessThan(500);
      other.run(delay.plusSeconds(1));
      assertThat(recordsIn(other)).as("%s after the end", delay).isEqualTo(500);
    }
  }

  private static long recordsIn(TestingControlPlane plane) {
    return plane.totals.read(ID).orElseThrow().sums().get("source/recordsIn");
  }

  @Test
  void boundedJobThatEndedWhileNobodyLookedIsCompleted() {
    plane.create(ID, TestingBehaviour.unbounded().bounded(500));
    plane.start(ID);
    plane.await(ID, PipelineStatus.RUNNING);
    plane.killService();
    plane.run(Duration.ofMinutes(5));
    plane.cluster.killJobManager();
    plane.run(Duration.ofSeconds(5));
    plane.cluster.startJobManager();
    plane.startService();
    plane.await(ID, PipelineStatus.COMPLETED);
    assertThat(plane.cluster.ledger().committed(ID)).isEqualTo(500);
  }

  @Test
  void boundedJobGoneWithoutATraceWaits() {
    plane.cluster.archiving(false);
    plane.create(ID, TestingBehaviour.unbounded().bounded(500));
    plane.start(ID);
    plane.await(ID, PipelineStatus.RUNNING);
    plane.killService();
    plane.run(Duration.ofMinutes(1));
    plane.cluster.killJobManager();
    plane.cluster.startJobManager();
    plane.startService();
    plane.await(ID, PipelineStatus.WAITING);
    assertThat(plane.state(ID).waiting().orElseThrow().reason())
        .isEqualTo(WaitingReason.UNKNOWN_END);
    plane.cluster.ledger().rewind(ID, 0);
    plane.start(ID, new StartFrom.Empty());
    plane.await(ID, PipelineStatus.RUNNING);
  }

  @Test
  void boundedJobInDoubtThatMayHaveFinishedIsNotSentAgain() {
    plane.cluster.archiving(false);
    plane.create(ID, TestingBehaviour.unbounded().bounded(500));
    plane.cluster.failNext("submit", Fault.ANSWER_LOST);
    plane.start(ID);
    plane.step();
    plane.killService();
    plane.run(Duration.ofMinutes(1));
    plane.cluster.killJobManager();
    assertThat(plane.cluster.ledger().committed(ID)).isEqualTo(500);
    plane.cluster.startJobManager();
    plane.startService();
    plane.await(ID, PipelineStatus.WAITING);
    assertThat(plane.state(ID).waiting().orElseThrow().reason())
        .isEqualTo(WaitingReason.UNKNOWN_END);
  }

  @Test
  void finishedIsRecordedAtFirstSightThoughTheJobManagerDiesWithIt() {
    plane.create(ID, TestingBehaviour.unbounded().bounded(500));
    plane.start(ID);
    plane.await(ID, PipelineStatus.RUNNING);
    plane.cluster.killJobManagerOnceFinishedIsShown(true);
    plane.await(ID, PipelineStatus.COMPLETED);
    plane.cluster.startJobManager();
    plane.run(Duration.ofMinutes(2));
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.COMPLETED);
    assertThat(plane.cluster.ledger().runs()).hasSize(1);
  }

  /** Nobody saw its end, and its checkpoints were not deleted yet: the last one holds all of it. */
  @Test
  void endThatNobodySawIsReachedOnceMoreFromTheLastCheckpoint() {
    plane.create(ID, TestingBehaviour.unbounded().bounded(500));
    plane.start(ID);
    plane.await(ID, PipelineStatus.RUNNING);
    plane.killService();
    plane.cluster.killJobManagerOnceFinishedIsShown(true);
    plane.awaitDeadJobManager();
    plane.cluster.startJobManager();
    plane.startService();
    plane.await(ID, PipelineStatus.COMPLETED);
    assertThat(plane.cluster.ledger().runs())
        .extracting(TestingLedger.Run::from)
        .containsExactly(0L, 500L);
    assertThat(plane.cluster.ledger().committedEver(ID)).isEqualTo(500);
  }
}
