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
import io.dataflow.service.domain.Snapshot;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.JobIds;
import io.dataflow.service.flink.TestingBehaviour;
import io.dataflow.service.flink.TestingFlinkCluster.Fault;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.TestingFaults;
import io.dataflow.service.projection.PipelineSummary;
import io.dataflow.service.slot.Slots;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The promises, on one pipeline at a time, with everything around it failing. */
class ControlPlaneTest {
  private static final String ID = "orders";
  private static final Duration CHECKPOINTS = Duration.ofSeconds(25);

  private final TestingControlPlane plane = new TestingControlPlane(1);

  @AfterEach
  void nothingTwiceNothingLost() {
    assertThat(plane.cluster.ledger().violations()).isEmpty();
  }

  private void running() {
    plane.create(ID, TestingBehaviour.unbounded());
    plane.start(ID);
    plane.await(ID, PipelineStatus.RUNNING);
  }

  private void runningWithCheckpoints() {
    running();
    plane.run(CHECKPOINTS);
    assertThat(plane.cluster.ledger().committed(ID)).isPositive();
  }

  @Test
  void startsAndRuns() {
    running();
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
  void boundedJobCompletesAndIsNotRunAgain() {
    plane.create(ID, TestingBehaviour.unbounded().bounded(500));
    plane.start(ID);
    plane.await(ID, PipelineStatus.COMPLETED);
    plane.run(Duration.ofMinutes(10));
    assertThat(plane.cluster.ledger().runs()).hasSize(1);
    assertThat(plane.cluster.ledger().committed(ID)).isEqualTo(500);
    assertThat(plane.totals.read(ID)).isPresent();
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
  void pausesAndResumesFromExactlyItsSavepoint() {
    runningWithCheckpoints();
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    long committed = plane.cluster.ledger().committed(ID);
    plane.run(Duration.ofMinutes(1));
    plane.send(ID, new PipelineCommand.Resume());
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(plane.cluster.ledger().runs().get(1).from()).isEqualTo(committed);
  }

  @Test
  void stopAnswerLostIsAskedForAgainUnderTheSameTrigger() {
    for (Fault fault : new Fault[] {Fault.ANSWER_LOST, Fault.REQUEST_LOST}) {
      TestingControlPlane other = new TestingControlPlane(2);
      other.create(ID, TestingBehaviour.unbounded());
      other.start(ID);
      other.await(ID, PipelineStatus.RUNNING);
      other.run(CHECKPOINTS);
      other.cluster.failNext("stopWithSavepoint", fault);
      other.pause(ID);
      other.await(ID, PipelineStatus.PAUSED);
      assertThat(other.events(ID, PipelineEvent.StopTriggered.class)).hasSize(1);
      assertThat(other.cluster.ledger().violations()).isEmpty();
    }
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
  void serviceAndJobManagerKilledAfterAnAcceptedSubmission() {
    plane.create(ID, TestingBehaviour.unbounded());
    plane.cluster.failNext("submit", Fault.ANSWER_LOST);
    plane.start(ID);
    plane.step();
    plane.killService();
    assertThat(plane.events(ID, PipelineEvent.JobSubmitted.class)).isEmpty();
    plane.run(CHECKPOINTS);
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
    runningWithCheckpoints();
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
    runningWithCheckpoints();
    plane.cluster.killJobManager();
    plane.cluster.startJobManager();
    plane.run(Duration.ofSeconds(15));
    assertThat(plane.state(ID).lastAttemptNumber()).isEqualTo(1);
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
  }

  @Test
  void everythingKilledAndStartedAgain() {
    runningWithCheckpoints();
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
    runningWithCheckpoints();
    plane.cluster.killJobManager();
    plane.run(Duration.ofSeconds(8));
    plane.cluster.startJobManager();
    plane.run(Duration.ofMinutes(2));
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.RUNNING);
    assertThat(plane.state(ID).lastAttemptNumber()).isEqualTo(1);
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
    running();
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
    running();
    plane.cluster.failJob(plane.state(ID).openAttempt().orElseThrow().jobId(), "boom");
    plane.await(ID, state -> state.failedAttempts() == 1);
    plane.await(ID, state -> state.failedAttempts() == 0);
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.RUNNING);
  }

  @Test
  void revivalAfterTheStopSavepointIsCancelledAndTold() {
    plane.cluster.highlyAvailable(true);
    runningWithCheckpoints();
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    plane.run(Duration.ofMinutes(1));
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.PAUSED);
    plane.send(ID, new PipelineCommand.Resume());
    plane.await(ID, PipelineStatus.RUNNING);
  }

  @Test
  void editedSinkIsTakenUpFromACleanStop() {
    runningWithCheckpoints();
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    edit(Map.of("source", "source:1", "sink", "sink:2"), false);
    plane.send(ID, new PipelineCommand.Resume());
    plane.await(ID, PipelineStatus.RUNNING);
    Attempt attempt = plane.state(ID).openAttempt().orElseThrow();
    assertThat(attempt.version()).isEqualTo(2);
    assertThat(attempt.allowNonRestoredState()).isTrue();
  }

  @Test
  void editedSinkIsRefusedFromACheckpoint() {
    runningWithCheckpoints();
    plane.send(ID, new PipelineCommand.Stop("test", false, false));
    plane.await(ID, PipelineStatus.STOPPED);
    edit(Map.of("source", "source:1", "sink", "sink:2"), false);
    plane.start(ID);
    plane.await(ID, PipelineStatus.WAITING);
    assertThat(plane.state(ID).waiting().orElseThrow().reason())
        .isEqualTo(WaitingReason.INCOMPATIBLE_CHANGE);
    plane.send(ID, new PipelineCommand.Rollback(1));
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(plane.state(ID).openAttempt().orElseThrow().version()).isEqualTo(3);
  }

  @Test
  void recoveryStaysOnTheVersionThatRan() {
    runningWithCheckpoints();
    edit(Map.of("source", "source:1", "sink", "sink:2"), false);
    plane.cluster.failJob(plane.state(ID).openAttempt().orElseThrow().jobId(), "boom");
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
    assertThat(plane.state(ID).lastAttempt().orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void rolloutGoesThroughASavepoint() {
    runningWithCheckpoints();
    edit(Map.of("source", "source:1", "sink", "sink:2"), true);
    plane.await(
        ID,
        state ->
            state.status() == PipelineStatus.RUNNING
                && state.lastAttempt().orElseThrow().version() == 2);
    assertThat(plane.state(ID).openAttempt().orElseThrow().restorePoint().orElseThrow().clean())
        .isTrue();
  }

  @Test
  void upgradeThatFailsBeforeItsFirstCheckpointWaits() {
    runningWithCheckpoints();
    plane.cluster.behave("broken", TestingBehaviour.unbounded().notCompiling());
    plane.send(
        ID,
        new PipelineCommand.PutDefinition(
            TestingControlPlane.definition("broken"), new Precondition.Any(), true));
    plane.await(ID, PipelineStatus.WAITING);
    assertThat(plane.state(ID).waiting().orElseThrow().text())
        .startsWith("UPGRADE_FAILED version 2")
        .contains("state is of version 1");
    plane.send(ID, new PipelineCommand.Rollback(1));
    plane.await(ID, PipelineStatus.RUNNING);
  }

  @Test
  void snapshotsAreTakenAndDisposedOf() {
    runningWithCheckpoints();
    plane.send(ID, new PipelineCommand.TriggerSnapshot());
    plane.await(
        ID,
        state -> state.snapshots().stream().anyMatch(s -> s.state() == Snapshot.State.COMPLETED));
    String snapshotId = plane.state(ID).snapshots().get(0).id();
    plane.send(ID, new PipelineCommand.DeleteSnapshot(snapshotId));
    plane.await(ID, state -> state.snapshots().isEmpty());
  }

  @Test
  void olderAttemptsDirectoriesGoOnceALaterOneHasItsOwnCheckpoint() {
    runningWithCheckpoints();
    String first = plane.state(ID).openAttempt().orElseThrow().jobId();
    plane.cluster.failJob(first, "boom");
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
    plane.await(ID, state -> state.attempts().size() == 1);
    assertThat(plane.events(ID, PipelineEvent.DirectoryReleased.class)).hasSize(1);
  }

  @Test
  void deletingARunningPipelineByForce() {
    runningWithCheckpoints();
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
    runningWithCheckpoints();
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
    running();
    assertThat(plane.service().owner.owns(ID)).isTrue();
  }

  @Test
  void listFollowsAnAppendWhoseAnswerWasLost() {
    plane.create(ID, TestingBehaviour.unbounded());
    plane.faults.next("journal.append", TestingFaults.Fault.ANSWER_LOST);
    assertThatThrownBy(() -> edit(Map.of(), false)).isInstanceOf(JournalUnavailableException.class);
    plane.run(Duration.ofSeconds(5));
    assertThat(plane.state(ID).versions()).hasSize(2);
    assertThat(plane.summaries.readAll())
        .extracting(PipelineSummary::sequenceNumber)
        .containsExactly(plane.state(ID).sequenceNumber());
  }

  private void edit(Map<String, String> endpoints, boolean rollout) {
    plane.cluster.behave(ID + "-edited", TestingBehaviour.unbounded());
    plane.send(
        ID,
        new PipelineCommand.PutDefinition(
            TestingControlPlane.definition(ID + "-edited", endpoints),
            new Precondition.Any(),
            rollout));
  }
}
