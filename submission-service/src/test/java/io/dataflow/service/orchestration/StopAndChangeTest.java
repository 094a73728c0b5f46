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
import io.dataflow.service.domain.StartFrom;
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

  private static final Map<String, String> ENDPOINTS =
      Map.of("source", "source:1", "sink", "sink:1");

  private void runningKeyedBy(String key) {
    plane.create(ID, TestingBehaviour.unbounded().keeping("once", key));
    plane.start(ID);
    plane.await(ID, PipelineStatus.RUNNING);
    plane.run(TestingControlPlane.CHECKPOINTS);
  }

  private void editKey(String key, Map<String, String> endpoints) {
    plane.edit(ID, TestingBehaviour.unbounded().keeping("once", key), endpoints, false);
  }

  private String waitsFor() {
    plane.await(ID, PipelineStatus.WAITING);
    return plane.state(ID).waiting().orElseThrow().text();
  }

  private void runsVersion(int version) {
    plane.await(ID, PipelineStatus.RUNNING);
    assertThat(plane.state(ID).openAttempt().orElseThrow().version()).isEqualTo(version);
    assertThat(plane.events(ID, PipelineEvent.PipelineFailed.class)).isEmpty();
  }

  @Test
  void stateThatAnEditDropsIsNamedAndKeptUntilThatIsAllowed() {
    runningKeyedBy("a INT");
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    editKey("b INT", ENDPOINTS);
    plane.send(ID, new PipelineCommand.Resume());

    assertThat(waitsFor())
        .startsWith("INCOMPATIBLE_CHANGE version 2 drops the state of deduplicate 'once'")
        .contains("its key was 'a INT' and is 'b INT'")
        .contains("restore point of version 1")
        .contains("allowNonRestoredState");
    assertThat(plane.events(ID, PipelineEvent.AttemptPlanned.class)).hasSize(1);

    plane.start(ID);
    plane.run(Duration.ofSeconds(10));
    assertThat(plane.status(ID)).isEqualTo(PipelineStatus.WAITING);
    plane.send(ID, new PipelineCommand.Start(Optional.empty(), true));
    runsVersion(2);
    assertThat(plane.state(ID).openAttempt().orElseThrow().allowNonRestoredState()).isTrue();
  }

  @Test
  void aRollbackGoesOnWithTheStateThatAnEditWouldDrop() {
    runningKeyedBy("a INT");
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    editKey("b INT", ENDPOINTS);
    plane.send(ID, new PipelineCommand.Resume());
    waitsFor();
    plane.send(ID, new PipelineCommand.Rollback(1));
    runsVersion(3);
    assertThat(plane.state(ID).openAttempt().orElseThrow().allowNonRestoredState()).isFalse();
  }

  /** The clean stop allows a new sink, and nothing else beside it. */
  @Test
  void stateIsNotDroppedInTheShadowOfAReplacedSink() {
    runningKeyedBy("a INT");
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    editKey("b INT", Map.of("source", "source:1", "sink", "sink:2"));
    plane.send(ID, new PipelineCommand.Resume());

    assertThat(waitsFor()).contains("drops the state of deduplicate 'once'");
  }

  @Test
  void stateOfASnapshotIsLookedAtToo() {
    runningKeyedBy("a INT");
    plane.send(ID, new PipelineCommand.TriggerSnapshot());
    plane.await(
        ID,
        state -> state.snapshots().stream().anyMatch(s -> s.state() == Snapshot.State.COMPLETED));
    String snapshotId = plane.state(ID).snapshots().get(0).id();
    plane.send(ID, new PipelineCommand.Stop("test", true, false));
    plane.await(ID, PipelineStatus.STOPPED);
    editKey("b INT", ENDPOINTS);
    plane.start(ID, new StartFrom.FromSnapshot(snapshotId));

    assertThat(waitsFor()).contains("drops the state of deduplicate 'once'");
  }

  @Test
  void anEditThatKeepsAllStateDropsNothing() {
    runningKeyedBy("a INT");
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    editKey("a INT", ENDPOINTS);
    plane.send(ID, new PipelineCommand.Resume());
    runsVersion(2);
    assertThat(plane.state(ID).openAttempt().orElseThrow().allowNonRestoredState()).isFalse();
  }

  @Test
  void aRecoveryDoesNotLookAtState() {
    runningKeyedBy("a INT");
    plane.edit(ID, TestingBehaviour.unbounded().keeping("once", "b INT"), ENDPOINTS, false);
    plane.cluster.faults(method -> method.equals("stateVerdict") ? Fault.UNREACHABLE : Fault.NONE);
    plane.cluster.failJob(plane.state(ID).openAttempt().orElseThrow().jobId(), "boom");
    plane.await(ID, state -> state.lastAttemptNumber() == 2);
    runsVersion(1);
  }

  @Test
  void aStoreThatCannotBeReadIsWaitedFor() {
    runningKeyedBy("a INT");
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    editKey("a INT", ENDPOINTS);
    plane.cluster.failNext("stateVerdict", Fault.UNREACHABLE);
    plane.send(ID, new PipelineCommand.Resume());

    assertThat(waitsFor()).startsWith("CHECKPOINT_STORE_UNREACHABLE");
    runsVersion(2);
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
