package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.Precondition;
import io.dataflow.service.flink.TestingBehaviour;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A definition that cannot go on, and what is stored while the pipeline waits for another. */
class MendedDefinitionTest {
  private static final String ID = "orders";
  private static final Map<String, String> ENDPOINTS =
      Map.of("source", "source:1", "sink", "sink:1");

  private final TestingControlPlane plane = new TestingControlPlane(1);

  @AfterEach
  void nothingTwiceNothingLost() {
    assertThat(plane.cluster.ledger().violations()).isEmpty();
  }

  private static TestingBehaviour keyedBy(String key) {
    return TestingBehaviour.unbounded().keeping("once", key);
  }

  private void edit(TestingBehaviour behaviour) {
    plane.edit(ID, behaviour, ENDPOINTS, false);
  }

  /** Version 1 is keyed by {@code a}, version 2, which is to run, by {@code b}. */
  private void waitsOnAnotherKey() {
    plane.create(ID, keyedBy("a INT"));
    plane.start(ID);
    plane.await(ID, PipelineStatus.RUNNING);
    plane.run(TestingControlPlane.CHECKPOINTS);
    plane.pause(ID);
    plane.await(ID, PipelineStatus.PAUSED);
    edit(keyedBy("b INT"));
    plane.send(ID, new PipelineCommand.Resume());
    plane.await(ID, PipelineStatus.WAITING);
    assertThat(waits()).startsWith("INCOMPATIBLE_CHANGE version 2 ");
  }

  private String waits() {
    return plane.state(ID).waiting().orElseThrow().text();
  }

  private Attempt runsVersion(int version) {
    plane.await(ID, PipelineStatus.RUNNING);
    Attempt attempt = plane.state(ID).openAttempt().orElseThrow();
    assertThat(attempt.version()).isEqualTo(version);
    return attempt;
  }

  @Test
  void goesOnByItselfWithTheStateThatItWaitedFor() {
    waitsOnAnotherKey();
    long committed = plane.cluster.ledger().committed(ID);
    edit(keyedBy("a INT"));
    Attempt attempt = runsVersion(3);

    assertThat(attempt.allowNonRestoredState()).isFalse();
    assertThat(attempt.restorePoint()).isPresent();
    assertThat(plane.cluster.ledger().runs().get(1).from()).isEqualTo(committed);
    assertThat(plane.events(ID, PipelineEvent.AttemptPlanned.class)).hasSize(2);
  }

  @Test
  void isLookedAtOnceForEachVersionAndWaitsOn() {
    waitsOnAnotherKey();
    edit(keyedBy("c INT"));
    plane.await(ID, PipelineStatus.WAITING);
    assertThat(waits())
        .startsWith("INCOMPATIBLE_CHANGE version 3 drops the state of deduplicate 'once'")
        .contains("is 'c INT'");
    List<PipelineEvent> events = plane.events(ID);
    plane.run(Duration.ofMinutes(5));

    assertThat(plane.events(ID)).isEqualTo(events);
    assertThat(plane.events(ID, PipelineEvent.WaitingStarted.class)).hasSize(2);
    assertThat(plane.events(ID, PipelineEvent.AttemptPlanned.class)).hasSize(1);
    plane.send(ID, new PipelineCommand.Start(Optional.empty(), true));
    assertThat(runsVersion(3).allowNonRestoredState()).isTrue();
  }

  @Test
  void survivesTheServiceThatTookItUp() {
    waitsOnAnotherKey();
    plane.killService();
    edit(keyedBy("a INT"));
    plane.run(Duration.ofMinutes(1));
    plane.startService();
    runsVersion(3);
  }

  @Test
  void anUpgradeThatFailedGoesOnToo() {
    plane.runningWithCheckpoints(ID);
    plane.cluster.behave("broken", TestingBehaviour.unbounded().notCompiling());
    plane.send(
        ID,
        new PipelineCommand.PutDefinition(
            TestingControlPlane.definition("broken"), new Precondition.Any(), true));
    plane.await(ID, PipelineStatus.WAITING);
    assertThat(waits()).startsWith("UPGRADE_FAILED version 2");
    edit(TestingBehaviour.unbounded());
    runsVersion(3);
  }

  @Test
  void whatIsStoredWhileAJobRunsStaysStored() {
    plane.runningWithCheckpoints(ID);
    edit(TestingBehaviour.unbounded());
    plane.run(Duration.ofMinutes(1));
    runsVersion(1);
  }
}
