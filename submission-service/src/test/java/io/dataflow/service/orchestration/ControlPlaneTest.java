package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.Precondition;
import io.dataflow.service.flink.JobIds;
import io.dataflow.service.flink.TestingBehaviour;
import io.dataflow.service.flink.TestingFlinkCluster.Fault;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.TestingFaults;
import io.dataflow.service.projection.PipelineSummary;
import io.dataflow.service.projection.PipelineTotals;
import io.dataflow.service.slot.Slots;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Starting, waiting, failing and deleting, one pipeline at a time, with everything around it
 * failing.
 */
class ControlPlaneTest {
  private static final String ID = "orders";

  private final TestingControlPlane plane = new TestingControlPlane(1);

  @AfterEach
  void nothingTwiceNothingLost() {
    assertThat(plane.cluster.ledger().violations()).isEmpty();
  }

  @Test
  void startsAndRuns() {
    plane.running(ID);
    PipelineState state = plane.state(ID);
    assertThat(state.openAttempt().map(Attempt::jobId))
        .contains(
            JobIds.jobId(
                TestingControlPlane.INSTALLATION, state.createdEventId().orElseThrow(), 1));
    assertThat(plane.cluster.ledger().runs()).hasSize(1);
  }

  @Test
  void startReachesTheClusterWithinThePassOfItsPoke() {
    plane.create(ID, TestingBehaviour.unbounded());
    plane.run(Duration.ofSeconds(2));
    plane.start(ID);
    plane.step();
    assertThat(plane.events(ID, PipelineEvent.JobSubmitted.class)).hasSize(1);
  }

  @Test
  void checkpointsAndRatesOutliveTheirReaders() {
    plane.runningWithCheckpoints(ID);
    plane.run(Duration.ofSeconds(30));
    PipelineTotals running = plane.totals.read(ID).orElseThrow();
    assertThat(running.flows().get("source").perSecond().orElseThrow()).isPositive();
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    plane.killService();
    PipelineTotals paused = plane.totals.read(ID).orElseThrow();
    assertThat(paused.checkpoint()).isPresent();
    assertThat(paused.sums().get(PipelineTotals.CHECKPOINTS)).isGreaterThanOrEqualTo(2);
  }

  @Test
  void submissionAnswerLostMakesOneJob() {
    for (Fault fault :
        new Fault[] {Fault.ANSWER_LOST, Fault.REQUEST_LOST, Fault.UNREACHABLE, Fault.DELAYED}) {
      TestingControlPlane other = new TestingControlPlane(3);
      other.create(ID, TestingBehaviour.unbounded());
      other.cluster.failNext("submit", fault);
      other.start(ID);
      other.await(ID, PipelineStatus.RUNNING);
      other.run(Duration.ofMinutes(2));
      assertThat(other.cluster.ledger().runs()).as(fault.toString()).hasSize(1);
      assertThat(other.events(ID, PipelineEvent.AttemptPlanned.class)).hasSize(1);
      assertThat(other.cluster.ledger().violations()).isEmpty();
    }
  }

  @Test
  void noFreeSlotsIsWaitedForWithoutSpendingBudget() {
    plane.create(ID, TestingBehaviour.unbounded().needing(9));
    plane.start(ID);
    plane.await(ID, PipelineStatus.WAITING);
    assertThat(plane.state(ID).waiting().orElseThrow().text())
        .isEqualTo("NO_FREE_SLOTS needs 9, free 8 of 8");
    plane.run(Duration.ofMinutes(10));
    assertThat(plane.events(ID, PipelineEvent.WaitingStarted.class)).hasSize(1);
    plane.cluster.killTaskManagers();
    plane.cluster.startTaskManagers(9);
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(plane.state(ID).failedAttempts()).isZero();
  }

  @Test
  void fullCheckpointStoreRefusesNewStartsAndLeavesWhatRuns() {
    plane.runningWithCheckpoints(ID);
    plane.cluster.storeFull(true);
    plane.create("late", TestingBehaviour.unbounded());
    plane.start("late");
    plane.await("late", PipelineStatus.WAITING);
    assertThat(plane.state("late").waiting().orElseThrow().text())
        .startsWith("CHECKPOINT_STORE_NOT_WRITABLE cannot use mem:/savepoints: no space left");
    plane.run(Duration.ofMinutes(10));
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.RUNNING);
    plane.cluster.storeFull(false);
    plane.await("late", PipelineStatus.RUNNING);
    assertThat(plane.state("late").failedAttempts()).isZero();
  }

  @Test
  void dataErrorFailsThePipelineAtOnce() {
    plane.create(ID, TestingBehaviour.unbounded().failingAt(100));
    plane.start(ID);
    plane.await(ID, PipelineStatus.FAILED);
    plane.run(Duration.ofMinutes(10));
    assertThat(plane.state(ID).lastAttemptNumber()).isEqualTo(1);
    assertThat(plane.state(ID).failure()).isPresent();
    assertThat(plane.send(ID, new PipelineCommand.Resume()))
        .isInstanceOf(CommandOutcome.Rejected.class);
  }

  @Test
  void definitionThatDoesNotCompileFailsThePipeline() {
    plane.create(ID, TestingBehaviour.unbounded().notCompiling());
    plane.start(ID);
    plane.await(ID, PipelineStatus.FAILED);
    assertThat(plane.events(ID, PipelineEvent.SubmissionRefused.class)).hasSize(1);
  }

  @Test
  void failuresSpendABudgetAndThenThePipelineHasFailed() {
    plane.running(ID);
    for (int i = 0; i < RecoveryPolicy.DEFAULTS.failedAttempts(); i++) {
      plane.await(ID, PipelineStatus.RUNNING);
      plane.cluster.failJob(plane.state(ID).openAttempt().orElseThrow().jobId(), "boom");
      plane.await(ID, state -> state.openAttempt().isEmpty());
    }
    plane.await(ID, PipelineStatus.FAILED);
    assertThat(plane.state(ID).failure().orElseThrow().message()).contains("boom");
  }

  @Test
  void healthyRunningRefillsTheBudget() {
    plane.running(ID);
    plane.cluster.failJob(plane.state(ID).openAttempt().orElseThrow().jobId(), "boom");
    plane.await(ID, state -> state.failedAttempts() == 1);
    plane.await(ID, state -> state.failedAttempts() == 0);
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.RUNNING);
  }

  @Test
  void deletingARunningPipelineByForce() {
    plane.runningWithCheckpoints(ID);
    plane.send(ID, new PipelineCommand.Delete(true, new Precondition.Any()));
    plane.await(ID, state -> !state.exists());
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.DELETED);
    plane.create(ID, TestingBehaviour.unbounded());
    plane.cluster.ledger().rewind(ID, 0);
    plane.start(ID);
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(plane.state(ID).lastAttemptNumber()).isEqualTo(2);
    assertThat(plane.state(ID).incarnation()).isEqualTo(2);
  }

  @Test
  void historyHasNoEffects() {
    for (int i = 0; i < 20; i++) {
      String id = "old-" + i;
      plane.create(id, TestingBehaviour.unbounded());
      plane.start(id);
      plane.await(id, PipelineStatus.RUNNING);
      plane.send(id, new PipelineCommand.Stop("test", true, false));
      plane.await(id, PipelineStatus.STOPPED);
    }
    int runs = plane.cluster.ledger().runs().size();
    plane.killService();
    plane.run(Duration.ofMinutes(1));
    plane.startService();
    plane.run(Duration.ofMinutes(10));
    assertThat(plane.cluster.ledger().runs()).hasSize(runs);
  }

  @Test
  void anotherReplicaCarriesOn() {
    plane.runningWithCheckpoints(ID);
    plane.killService();
    plane.startService();
    plane.run(Duration.ofSeconds(20));
    assertThat(plane.service().owner.owns(ID)).isTrue();
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
  }

  @Test
  void slotsTakenByAStepThatThenFailedAreSwept() {
    for (int slot = 0; slot < Slots.of(ID) + 1; slot++) {
      plane.faults.next("slots.acquire", TestingFaults.Fault.NONE);
    }
    plane.faults.next("slots.acquire", TestingFaults.Fault.UNREACHABLE);
    plane.running(ID);
    assertThat(plane.service().owner.owns(ID)).isTrue();
  }

  @Test
  void listFollowsAnAppendWhoseAnswerWasLost() {
    plane.create(ID, TestingBehaviour.unbounded());
    plane.faults.next("journal.append", TestingFaults.Fault.ANSWER_LOST);
    assertThatThrownBy(() -> plane.edit(ID, Map.of(), false))
        .isInstanceOf(JournalUnavailableException.class);
    plane.run(Duration.ofSeconds(5));
    assertThat(plane.state(ID).versions()).hasSize(2);
    assertThat(plane.summaries.readAll())
        .extracting(PipelineSummary::sequenceNumber)
        .containsExactly(plane.state(ID).sequenceNumber());
  }
}
