package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.TestingBehaviour;
import io.dataflow.service.flink.TestingFlinkCluster.Fault;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What dies comes back from its newest point, once. */
class RecoveryTest {
  private static final String ID = "orders";

  private final TestingControlPlane plane = new TestingControlPlane(1);

  @AfterEach
  void nothingTwiceNothingLost() {
    assertThat(plane.cluster.ledger().violations()).isEmpty();
  }

  @Test
  void serviceAndJobManagerKilledAfterAnAcceptedSubmission() {
    plane.create(ID, TestingBehaviour.unbounded());
    plane.cluster.failNext("submit", Fault.ANSWER_LOST);
    plane.start(ID);
    plane.step();
    plane.killService();
    assertThat(plane.events(ID, PipelineEvent.JobSubmitted.class)).isEmpty();
    plane.run(TestingControlPlane.CHECKPOINTS);
    plane.cluster.killJobManager();
    plane.run(Duration.ofSeconds(2));
    plane.cluster.startJobManager();
    plane.startService();
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(plane.state(ID).lastAttemptNumber()).isEqualTo(2);
    assertThat(plane.state(ID).openAttempt().orElseThrow().restorePoint()).isPresent();
  }

  @Test
  void jobManagerLossIsRecoveredFromTheNewestCheckpoint() {
    plane.runningWithCheckpoints(ID);
    plane.cluster.killJobManager();
    plane.run(Duration.ofSeconds(10));
    assertThat(plane.state(ID).waiting().orElseThrow().reason())
        .isEqualTo(WaitingReason.JOBMANAGER_UNREACHABLE);
    plane.cluster.startJobManager();
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(plane.state(ID).failedAttempts()).isZero();
  }

  @Test
  void zombieTasksAreWaitedFor() {
    plane.runningWithCheckpoints(ID);
    plane.cluster.killJobManager();
    plane.cluster.startJobManager();
    plane.run(Duration.ofSeconds(15));
    assertThat(plane.state(ID).lastAttemptNumber()).isEqualTo(1);
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
  }

  @Test
  void everythingKilledAndStartedAgain() {
    plane.runningWithCheckpoints(ID);
    plane.killService();
    plane.cluster.killJobManager();
    plane.cluster.killTaskManagers();
    plane.run(Duration.ofMinutes(5));
    plane.cluster.startTaskManagers(8);
    plane.cluster.startJobManager();
    plane.startService();
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
    plane.await(ID, PipelineStatus.RUNNING);
  }

  @Test
  void highlyAvailableJobIsNotReplaced() {
    plane.cluster.highlyAvailable(true);
    plane.runningWithCheckpoints(ID);
    plane.cluster.killJobManager();
    plane.run(Duration.ofSeconds(8));
    plane.cluster.startJobManager();
    plane.run(Duration.ofMinutes(2));
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.RUNNING);
    assertThat(plane.state(ID).lastAttemptNumber()).isEqualTo(1);
  }

  @Test
  void olderAttemptsDirectoriesGoOnceALaterOneHasItsOwnCheckpoint() {
    plane.runningWithCheckpoints(ID);
    String first = plane.state(ID).openAttempt().orElseThrow().jobId();
    plane.cluster.failJob(first, "boom");
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
    plane.await(ID, state -> state.attempts().size() == 1);
    assertThat(plane.events(ID, PipelineEvent.DirectoryReleased.class)).hasSize(1);
  }
}
