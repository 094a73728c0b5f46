package io.dataflow.service.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Given events, when a command, then events; and what no history can break. */
class PipelineTest {

  @Test
  void unchangedDefinitionIsNoVersion() {
    PipelineState state = Given.pipeline(Given.created());
    assertThat(
            Pipeline.decide(
                state,
                new PipelineCommand.PutDefinition(
                    Given.definition("{}"), new Precondition.Any(), false)))
        .isInstanceOf(Decision.Unchanged.class);
  }

  @Test
  void changedDefinitionIsStoredAndLeavesWhatRunsAlone() {
    PipelineState running = Given.pipelineIn(PipelineStatus.RUNNING);
    Decision decision =
        Pipeline.decide(
            running,
            new PipelineCommand.PutDefinition(
                Given.definition("{2}"), new Precondition.Any(), false));
    PipelineState after = Given.after(running, decision);
    assertThat(after.currentVersion().orElseThrow().version()).isEqualTo(2);
    assertThat(after.nextVersion()).isEqualTo(1);
    assertThat(after.status()).isEqualTo(PipelineStatus.RUNNING);
  }

  @Test
  void preconditions() {
    PipelineState state = Given.pipeline(Given.created());
    assertThat(put(state, new Precondition.None())).isEqualTo(RejectionCode.PRECONDITION_REQUIRED);
    assertThat(put(state, new Precondition.Absent())).isEqualTo(RejectionCode.PRECONDITION_FAILED);
    assertThat(put(state, new Precondition.Match(new VersionTag(1, 2))))
        .isEqualTo(RejectionCode.PRECONDITION_FAILED);
    assertThat(put(PipelineState.initial("orders"), new Precondition.Match(new VersionTag(1, 1))))
        .isEqualTo(RejectionCode.PRECONDITION_FAILED);
  }

  private static RejectionCode put(PipelineState state, Precondition precondition) {
    Decision decision =
        Pipeline.decide(
            state, new PipelineCommand.PutDefinition(Given.definition("{2}"), precondition, false));
    assertThat(decision).isInstanceOf(Decision.Rejected.class);
    return ((Decision.Rejected) decision).code();
  }

  @Test
  void rollbackRepeatsAnEarlierDefinition() {
    PipelineState state =
        Given.pipeline(
            Given.created(),
            new PipelineEvent.DefinitionChanged(2, Given.definition("{2}"), Optional.empty()));
    Decision decision = Pipeline.decide(state, new PipelineCommand.Rollback(1));
    assertThat(decision)
        .isEqualTo(
            new Decision.Accepted(
                List.of(
                    new PipelineEvent.DefinitionChanged(
                        3, Given.definition("{}"), Optional.of(1)))));
  }

  @Test
  void stateIsOfTheVersionThatWroteIt() {
    assertThat(Given.pipelineIn(PipelineStatus.CONFIGURED).stateVersion()).isEmpty();
    assertThat(Given.pipelineIn(PipelineStatus.COMPLETED).stateVersion()).isEmpty();
    assertThat(Given.pipelineIn(PipelineStatus.RUNNING).stateVersion()).contains(1);
    PipelineState edited =
        Given.after(
            Given.pipelineIn(PipelineStatus.STOPPED),
            List.of(
                new PipelineEvent.DefinitionChanged(2, Given.definition("{2}"), Optional.empty())));
    assertThat(edited.stateVersion()).contains(1);
    assertThat(Given.after(edited, List.of(new PipelineEvent.PipelineReset(Optional.empty()))))
        .extracting(PipelineState::stateVersion)
        .isEqualTo(Optional.empty());
  }

  @Test
  void snapshotInUseCannotBeDeleted() {
    PipelineState paused = Given.pipelineIn(PipelineStatus.PAUSED);
    Decision decision = Pipeline.decide(paused, new PipelineCommand.DeleteSnapshot("trigger"));
    assertThat(((Decision.Rejected) decision).code()).isEqualTo(RejectionCode.SNAPSHOT_IN_USE);
    PipelineState reset = Given.after(paused, Pipeline.decide(paused, new PipelineCommand.Reset()));
    assertThat(Pipeline.decide(reset, new PipelineCommand.DeleteSnapshot("trigger")))
        .isInstanceOf(Decision.Accepted.class);
  }

  @Test
  void startDuringAStopRunsAgainAfterIt() {
    PipelineState stopping = Given.pipelineIn(PipelineStatus.STOPPING);
    PipelineState wanted =
        Given.after(
            stopping,
            Pipeline.decide(stopping, new PipelineCommand.Start(Optional.empty(), false)));
    assertThat(wanted.status()).isEqualTo(PipelineStatus.STOPPING);
    PipelineState ended =
        Given.after(wanted, List.of(Given.savepoint(), Given.ended(JobOutcome.FINISHED)));
    assertThat(ended.status()).isEqualTo(PipelineStatus.STARTING);
    assertThat(ended.restorePoint().map(RestorePoint::clean)).contains(true);
  }

  @Test
  void pausingWithoutAJobIsPausedAtOnce() {
    PipelineState waiting = Given.pipelineIn(PipelineStatus.WAITING);
    assertThat(
            Given.after(waiting, Pipeline.decide(waiting, new PipelineCommand.Pause("x"))).status())
        .isEqualTo(PipelineStatus.PAUSED);
  }

  @Test
  void finishedDuringAStopWithoutItsSavepointIsCompleted() {
    PipelineState stopping = Given.pipelineIn(PipelineStatus.PAUSING);
    assertThat(Given.after(stopping, List.of(Given.ended(JobOutcome.FINISHED))).status())
        .isEqualTo(PipelineStatus.COMPLETED);
  }

  @Test
  void recreatedUnderTheSameIdIsANewIncarnation() {
    PipelineState deleted = Given.pipelineIn(PipelineStatus.DELETED);
    PipelineState again =
        Given.after(
            deleted,
            Pipeline.decide(
                deleted,
                new PipelineCommand.PutDefinition(
                    Given.definition("{}"), new Precondition.None(), false)));
    assertThat(again.versionTag()).contains(new VersionTag(2, 1));
  }

  @Test
  void operationsAreFoldedFromTheStream() {
    List<PipelineEvent> events =
        List.of(
            Given.created(),
            Given.started(),
            Given.planned(1),
            new PipelineEvent.JobSubmitted(1),
            new PipelineEvent.JobRunning(1),
            Given.stop(StopMode.PAUSE),
            Given.savepoint(),
            Given.ended(JobOutcome.FINISHED));
    assertThat(operation(events.subList(0, 4), 2).state()).isEqualTo(Operation.State.RUNNING);
    assertThat(operation(events, 2).state()).isEqualTo(Operation.State.SUCCEEDED);
    assertThat(operation(events, 6).result()).containsEntry("restorePoint", Given.SAVEPOINT);
    List<PipelineEvent> superseded =
        List.of(Given.created(), Given.started(), Given.stop(StopMode.STOP));
    assertThat(operation(superseded, 2).message()).contains("superseded by stop");
  }

  private static Operation operation(List<PipelineEvent> events, long sequenceNumber) {
    List<RecordedEvent> history = new ArrayList<>();
    for (PipelineEvent event : events) {
      int n = history.size() + 1;
      history.add(new RecordedEvent(new UUID(1, n), n, Given.TIME, event));
    }
    return Operations.of("orders", history, sequenceNumber).orElseThrow();
  }

  @Test
  void eventsAreFoldedInOrderOnly() {
    assertThatThrownBy(
            () ->
                Pipeline.evolve(
                    PipelineState.initial("orders"),
                    new RecordedEvent(new UUID(1, 1), 2, Instant.EPOCH, Given.created())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Any commands between any plausible outcomes. */
  @Property(tries = 500)
  void invariants(@ForAll long seed) {
    Random random = new Random(seed);
    PipelineState state = PipelineState.initial("orders");
    for (int i = 0; i < 60; i++) {
      PipelineState before = state;
      if (random.nextBoolean()) {
        Decision decision = Pipeline.decide(state, command(random));
        assertThat(Pipeline.decide(state, command(new Random(1)))).isNotNull();
        state = Given.after(state, decision);
      } else {
        state = Given.after(state, outcome(state, random));
      }
      assertInvariants(before, state);
    }
  }

  private static void assertInvariants(PipelineState before, PipelineState state) {
    assertThat(state.sequenceNumber()).isGreaterThanOrEqualTo(before.sequenceNumber());
    assertThat(state.lastAttemptNumber()).isGreaterThanOrEqualTo(before.lastAttemptNumber());
    assertThat(state.attempts().stream().filter(Attempt::isOpen).count()).isLessThanOrEqualTo(1);
    if (state.rest().isPresent()) {
      assertThat(state.openAttempt()).isEmpty();
      assertThat(state.stop()).isEmpty();
      assertThat(state.waiting()).isEmpty();
      assertThat(state.status().atRest()).isTrue();
    } else if (state.incarnation() > 0) {
      assertThat(state.status().atRest()).isFalse();
    }
    if (state.stop().isPresent()) {
      assertThat(state.openAttempt()).isPresent();
    }
    if (state.status() == PipelineStatus.COMPLETED) {
      assertThat(state.restorePoint()).isEmpty();
    }
  }

  private static PipelineCommand command(Random random) {
    return switch (random.nextInt(11)) {
      case 0 -> new PipelineCommand.Create(Given.definition("{}"));
      case 1 ->
          new PipelineCommand.PutDefinition(
              Given.definition("{" + random.nextInt(3) + "}"),
              new Precondition.Any(),
              random.nextBoolean());
      case 2, 3 -> new PipelineCommand.Start(Optional.empty(), false);
      case 4 -> new PipelineCommand.Start(Optional.of(new StartFrom.Empty()), false);
      case 5 -> new PipelineCommand.Stop("x", random.nextBoolean(), false);
      case 6 -> new PipelineCommand.Pause("x");
      case 7 -> new PipelineCommand.Resume();
      case 8 -> new PipelineCommand.Restart();
      case 9 -> new PipelineCommand.Reset();
      default -> new PipelineCommand.Delete(random.nextBoolean(), new Precondition.Any());
    };
  }

  /** What the control plane could record in this state. */
  private static List<PipelineEvent> outcome(PipelineState state, Random random) {
    Optional<Attempt> open = state.openAttempt();
    if (state.atRest()) {
      return List.of();
    }
    if (open.isEmpty()) {
      return state.desired() == DesiredState.DELETED
          ? List.of(new PipelineEvent.PipelineDeleted())
          : List.of(Given.planned(state.lastAttemptNumber() + 1));
    }
    int number = open.get().number();
    return switch (random.nextInt(7)) {
      case 0 -> List.of(new PipelineEvent.JobSubmitted(number));
      case 1 -> List.of(new PipelineEvent.JobRunning(number));
      case 2 -> List.of(new PipelineEvent.JobEnded(number, JobOutcome.FINISHED, Optional.empty()));
      case 3 -> List.of(new PipelineEvent.JobEnded(number, JobOutcome.FAILED, Optional.empty()));
      case 4 -> List.of(new PipelineEvent.AttemptLost(number, "x", random.nextBoolean()));
      case 5 -> List.of(new PipelineEvent.FirstCheckpointCompleted(number, 1));
      default ->
          state.stop().isPresent()
              ? List.of(new PipelineEvent.SavepointCompleted(number, "t", Given.SAVEPOINT))
              : List.of();
    };
  }
}
