package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.Precondition;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.Snapshot;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.TestingBehaviour;
import io.dataflow.service.flink.TestingFlinkCluster.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stops with savepoints, snapshots, and new versions of a definition. */
class StopAndChangeTest {
  private static final String ID = "orders";

  private final TestingControlPlane plane = new TestingControlPlane(1);

  @AfterEach
  void nothingTwiceNothingLost() {
    assertThat(plane.cluster.ledger().violations()).isEmpty();
  }

  @Test
  void pausesAndResumesFromExactlyItsSavepoint() {
    plane.runningWithCheckpoints(ID);
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
      other.run(TestingControlPlane.CHECKPOINTS);
      other.cluster.failNext("stopWithSavepoint", fault);
      other.pause(ID);
      other.await(ID, PipelineStatus.PAUSED);
      assertThat(other.events(ID, PipelineEvent.StopTriggered.class)).hasSize(1);
      assertThat(other.cluster.ledger().violations()).isEmpty();
    }
  }

  /** The JobManager dies between the stop's savepoint and the end of the job. */
  private void revivedAfterTheStopSavepoint() {
    plane.cluster.highlyAvailable(true);
    plane.runningWithCheckpoints(ID);
    plane.pause(ID);
    plane.await(ID, this::savepointIsWritten);
    plane.cluster.killJobManager();
    plane.cluster.startJobManager();
    assertThat(plane.cluster.ledger().knownHoles()).isNotEmpty();
  }

  private boolean savepointIsWritten(PipelineState state) {
    try {
      Optional<String> directory = state.stop().orElseThrow().directory();
      return directory.isPresent() && plane.cluster.savepointIn(directory.get()).isPresent();
    } catch (ClusterUnavailableException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void revivalAfterTheStopSavepointIsCancelledAndTold() {
    plane.cluster.checkpointInterval(Duration.ofSeconds(20));
    revivedAfterTheStopSavepoint();
    plane.await(ID, PipelineStatus.PAUSED);
    assertThat(plane.events(ID, PipelineEvent.JobRevived.class)).hasSize(1);
    plane.send(ID, new PipelineCommand.Resume());
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(restorePoint().kind()).isEqualTo(RestorePoint.Kind.STOP_SAVEPOINT);
  }

  @Test
  void checkpointAfterTheRevivalIsNewerThanTheStopSavepoint() {
    revivedAfterTheStopSavepoint();
    long savepoint = plane.cluster.ledger().committed(ID);
    plane.killService();
    plane.run(Duration.ofMinutes(5));
    plane.startService();
    plane.await(ID, PipelineStatus.PAUSED);
    assertThat(plane.events(ID, PipelineEvent.JobRevived.class)).hasSize(1);
    plane.send(ID, new PipelineCommand.Resume());
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(restorePoint().kind()).isEqualTo(RestorePoint.Kind.CHECKPOINT);
    assertThat(plane.cluster.ledger().runs())
        .last()
        .extracting(run -> run.from() > savepoint)
        .isEqualTo(true);
  }

  private RestorePoint restorePoint() {
    return plane.state(ID).openAttempt().orElseThrow().restorePoint().orElseThrow();
  }

  @Test
  void editedSinkIsTakenUpFromACleanStop() {
    plane.runningWithCheckpoints(ID);
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    plane.edit(ID, Map.of("source", "source:1", "sink", "sink:2"), false);
    plane.send(ID, new PipelineCommand.Resume());
    plane.await(ID, PipelineStatus.RUNNING);
    Attempt attempt = plane.state(ID).openAttempt().orElseThrow();
    assertThat(attempt.version()).isEqualTo(2);
    assertThat(attempt.allowNonRestoredState()).isTrue();
  }

  @Test
  void editedSinkIsRefusedFromACheckpoint() {
    plane.runningWithCheckpoints(ID);
    plane.send(ID, new PipelineCommand.Stop("test", false, false));
    plane.await(ID, PipelineStatus.STOPPED);
    plane.edit(ID, Map.of("source", "source:1", "sink", "sink:2"), false);
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
    plane.runningWithCheckpoints(ID);
    plane.edit(ID, Map.of("source", "source:1", "sink", "sink:2"), false);
    plane.cluster.failJob(plane.state(ID).openAttempt().orElseThrow().jobId(), "boom");
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
    assertThat(plane.state(ID).lastAttempt().orElseThrow().version()).isEqualTo(1);
  }

  @Test
  void rolloutGoesThroughASavepoint() {
    plane.runningWithCheckpoints(ID);
    plane.edit(ID, Map.of("source", "source:1", "sink", "sink:2"), true);
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
    plane.runningWithCheckpoints(ID);
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
    plane.runningWithCheckpoints(ID);
    plane.send(ID, new PipelineCommand.TriggerSnapshot());
    plane.await(
        ID,
        state -> state.snapshots().stream().anyMatch(s -> s.state() == Snapshot.State.COMPLETED));
    String snapshotId = plane.state(ID).snapshots().get(0).id();
    plane.send(ID, new PipelineCommand.DeleteSnapshot(snapshotId));
    plane.await(ID, state -> state.snapshots().isEmpty());
  }
}
