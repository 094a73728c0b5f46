package io.dataflow.service.orchestration;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.domain.DesiredState;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.domain.Precondition;
import io.dataflow.service.domain.Waiting;
import io.dataflow.service.domain.WaitingReason;
import io.dataflow.service.flink.TestingBehaviour;
import io.dataflow.service.flink.TestingFlinkCluster.Fault;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.TestingFaults;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Random commands, kills and lost answers: the promises hold, and in the end all is well again. */
class ControlPlanePropertyTest {
  private static final String ID = "orders";

  /** Definitions are named by the key of their only step with state. */
  private static final List<String> KEYS = List.of("a INT", "b INT");

  @Property(tries = 50, shrinking = ShrinkingMode.OFF)
  void promisesHoldUnderFaults(@ForAll long seed) {
    Random random = new Random(seed);
    TestingControlPlane plane = new TestingControlPlane(seed);
    plane.cluster.highlyAvailable(random.nextInt(4) == 0);
    plane.cluster.checkpointInterval(Duration.ofSeconds(2 + random.nextInt(10)));
    KEYS.forEach(
        key -> plane.cluster.behave(key, TestingBehaviour.unbounded().keeping("once", key)));
    plane.create(ID, TestingBehaviour.unbounded().keeping("once", KEYS.get(0)));
    plane.cluster.faults(method -> fault(random));
    plane.faults.plan(operation -> storeFault(random));
    for (int i = 0; i < 30; i++) {
      try {
        disturb(plane, random);
      } catch (JournalUnavailableException e) {
        // The caller would repeat it; the next disturbance may.
        assertThat(e).hasMessageContaining("on purpose");
      }
      plane.run(Duration.ofMillis(random.nextInt(20_000)));
    }
    plane.cluster.faults(method -> Fault.NONE);
    plane.faults.reachable();
    plane.cluster.startJobManager();
    plane.startService();
    command(plane, new PipelineCommand.Start(Optional.empty(), false));
    plane.await(ID, ControlPlanePropertyTest::isSettled);
    assertThat(plane.cluster.ledger().violations()).isEmpty();
    // What Flink would refuse is never sent.
    assertThat(plane.events(ID, PipelineEvent.JobEnded.class))
        .noneMatch(
            ended -> ended.failure().filter(f -> f.message().contains("Cannot map")).isPresent());
  }

  /** It runs, or waits for people. */
  private static boolean isSettled(PipelineState state) {
    return state
            .waiting()
            .map(Waiting::reason)
            .filter(
                reason ->
                    reason == WaitingReason.INCOMPATIBLE_CHANGE
                        || reason == WaitingReason.UPGRADE_FAILED)
            .isPresent()
        || state.status() == PipelineStatus.RUNNING
        || state.status() == PipelineStatus.FAILED
        || state.desired() == DesiredState.STOPPED;
  }

  private static Fault fault(Random random) {
    return switch (random.nextInt(60)) {
      case 0 -> Fault.UNREACHABLE;
      case 1 -> Fault.REQUEST_LOST;
      case 2 -> Fault.ANSWER_LOST;
      default -> Fault.NONE;
    };
  }

  private static TestingFaults.Fault storeFault(Random random) {
    return switch (random.nextInt(120)) {
      case 0 -> TestingFaults.Fault.UNREACHABLE;
      case 1 -> TestingFaults.Fault.REQUEST_LOST;
      case 2 -> TestingFaults.Fault.ANSWER_LOST;
      default -> TestingFaults.Fault.NONE;
    };
  }

  private static void disturb(TestingControlPlane plane, Random random) {
    switch (random.nextInt(20)) {
      case 0, 1, 2 -> command(plane, new PipelineCommand.Start(Optional.empty(), false));
      case 3 -> command(plane, new PipelineCommand.Pause("test"));
      case 4 -> command(plane, new PipelineCommand.Resume());
      case 5 -> command(plane, new PipelineCommand.Stop("test", random.nextBoolean(), false));
      case 6 -> command(plane, new PipelineCommand.Restart());
      case 7 -> plane.killService();
      case 8, 9 -> plane.startService();
      case 10 -> plane.cluster.killJobManager();
      case 11, 12 -> plane.cluster.startJobManager();
      case 13 -> plane.freezeService();
      case 14, 15 -> plane.thaw();
      case 16, 17 ->
          command(
              plane,
              new PipelineCommand.PutDefinition(
                  TestingControlPlane.definition(KEYS.get(random.nextInt(KEYS.size()))),
                  new Precondition.Any(),
                  random.nextBoolean()));
      case 18 -> command(plane, new PipelineCommand.Start(Optional.empty(), true));
      default ->
          plane
              .state(ID)
              .openAttempt()
              .ifPresent(attempt -> plane.cluster.failJob(attempt.jobId(), "boom"));
    }
  }

  private static void command(TestingControlPlane plane, PipelineCommand command) {
    plane.send(ID, command);
  }
}
