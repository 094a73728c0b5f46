package io.dataflow.service.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the table, illegal ones too, and the page that is drawn from it. */
class LifecycleTest {

  static Stream<Arguments> cells() {
    return Arrays.stream(PipelineStatus.values())
        .flatMap(
            status ->
                Arrays.stream(LifecycleAction.values()).map(action -> arguments(status, action)));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void decisionIsWhatTheTableSays(PipelineStatus status, LifecycleAction action) {
    PipelineState state = Given.pipelineIn(status);
    assertThat(state.status()).isEqualTo(status);

    Decision decision = Pipeline.decide(state, command(action));

    if (status == PipelineStatus.DELETED) {
      assertRejected(decision, RejectionCode.PIPELINE_NOT_FOUND);
      return;
    }
    switch (Lifecycle.effect(status, action)) {
      case RUN_FROM_EMPTY, RUN_FROM_LATEST, RUN_FROM_POINT ->
          assertThat(only(decision, PipelineEvent.StartRequested.class).from())
              .isEqualTo(new StartFrom.Latest());
      case RUN_FROM_BEGINNING ->
          assertThat(only(decision, PipelineEvent.StartRequested.class).from())
              .isEqualTo(new StartFrom.Empty());
      case RUN_AFTER_STOP -> {
        PipelineState after = Given.after(state, decision);
        assertThat(after.desired()).isEqualTo(DesiredState.RUNNING);
        assertThat(after.status()).isEqualTo(status);
      }
      case THROUGH_SAVEPOINT -> {
        only(decision, PipelineEvent.RestartRequested.class);
        assertThat(Given.after(state, decision).desired()).isEqualTo(DesiredState.RUNNING);
      }
      case STOP -> {
        // A stop that was asked for already, by the same words, changes nothing.
        assertThat(unchanged(decision) || stops(state, decision, DesiredState.STOPPED)).isTrue();
      }
      case PAUSE ->
          assertThat(unchanged(decision) || stops(state, decision, DesiredState.PAUSED)).isTrue();
      case KEEP_POINT -> {
        PipelineState after = Given.after(state, decision);
        assertThat(after.status()).isEqualTo(PipelineStatus.STOPPED);
        assertThat(after.restorePoint()).isEqualTo(state.restorePoint());
      }
      case DROP_POINT -> {
        PipelineState after = Given.after(state, decision);
        assertThat(after.status()).isEqualTo(PipelineStatus.CONFIGURED);
        assertThat(after.restorePoint()).isEmpty();
        assertThat(after.failure()).isEmpty();
      }
      case DELETE ->
          assertThat(Given.after(state, decision).desired()).isEqualTo(DesiredState.DELETED);
      case DELETE_BY_FORCE -> {
        assertRejected(decision, RejectionCode.ILLEGAL_TRANSITION);
        Decision forced =
            Pipeline.decide(state, new PipelineCommand.Delete(true, new Precondition.Any()));
        assertThat(Given.after(state, forced).desired()).isEqualTo(DesiredState.DELETED);
      }
      case NO_OP -> assertThat(decision).isInstanceOf(Decision.Unchanged.class);
      case USE_START, USE_RESUME, ILLEGAL ->
          assertRejected(decision, RejectionCode.ILLEGAL_TRANSITION);
    }
  }

  @ParameterizedTest
  @MethodSource("cells")
  void allowedActionsAreTheLegalOnes(PipelineStatus status, LifecycleAction action) {
    Set<Lifecycle.Effect> illegal =
        Set.of(Lifecycle.Effect.ILLEGAL, Lifecycle.Effect.USE_START, Lifecycle.Effect.USE_RESUME);
    assertThat(Lifecycle.allowed(status).contains(action))
        .isEqualTo(!illegal.contains(Lifecycle.effect(status, action)));
  }

  @Test
  void noOpWithOtherArgumentsIsAConflict() {
    PipelineState running = Given.pipelineIn(PipelineStatus.RUNNING);
    assertRejected(
        Pipeline.decide(
            running,
            new PipelineCommand.Start(Optional.of(new StartFrom.FromCheckpoint(1, 3)), false)),
        RejectionCode.CONFLICTING_ARGUMENTS);
  }

  @Test
  void allowingStateToBeDroppedIsAnotherArgument() {
    PipelineCommand allowing = new PipelineCommand.Start(Optional.empty(), true);
    assertRejected(
        Pipeline.decide(Given.pipelineIn(PipelineStatus.RUNNING), allowing),
        RejectionCode.CONFLICTING_ARGUMENTS);

    PipelineState waiting = Given.pipelineIn(PipelineStatus.WAITING);
    Decision decision = Pipeline.decide(waiting, allowing);
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    PipelineState allowed = Given.after(waiting, decision);
    assertThat(allowed.start().orElseThrow().allowNonRestoredState()).isTrue();
    assertThat(Pipeline.decide(allowed, allowing)).isInstanceOf(Decision.Unchanged.class);
    assertThat(Pipeline.decide(allowed, new PipelineCommand.Start(Optional.empty(), false)))
        .isInstanceOf(Decision.Unchanged.class);
  }

  @Test
  void completedRefusesTheLatestPointThatItDoesNotHave() {
    assertRejected(
        Pipeline.decide(
            Given.pipelineIn(PipelineStatus.COMPLETED),
            new PipelineCommand.Start(Optional.of(new StartFrom.Latest()), false)),
        RejectionCode.ILLEGAL_TRANSITION);
  }

  /** Written anew with {@code -Ddataflow.write-docs=true}. */
  @Test
  void documentIsDrawnFromTheTable() throws IOException {
    Path file = Path.of("../docs/lifecycle.md");
    String text =
        """
        # The lifecycle of a pipeline

        Drawn from `io.dataflow.service.domain.Lifecycle` by its test. An action may be asked for at any
        time and the last one wins; what is under way is finished first. 409 answers name the actions
        that are allowed instead. An action that would change nothing answers 200, unless its arguments
        differ from what runs: then 409. `PUT` and `PATCH` store a version in every state, and change
        nothing that runs; a pipeline that waits because its version cannot go on takes it up.

        """
            + Lifecycle.markdown();
    if (Boolean.getBoolean("dataflow.write-docs")) {
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  private static PipelineCommand command(LifecycleAction action) {
    return switch (action) {
      case START -> new PipelineCommand.Start(Optional.empty(), false);
      case STOP -> new PipelineCommand.Stop("test", true, false);
      case PAUSE -> new PipelineCommand.Pause("test");
      case RESUME -> new PipelineCommand.Resume();
      case RESTART -> new PipelineCommand.Restart();
      case RESET -> new PipelineCommand.Reset();
      case DELETE -> new PipelineCommand.Delete(false, new Precondition.Any());
    };
  }

  private static boolean unchanged(Decision decision) {
    return decision instanceof Decision.Unchanged;
  }

  private static boolean stops(PipelineState state, Decision decision, DesiredState desired) {
    only(decision, PipelineEvent.StopRequested.class);
    return Given.after(state, decision).desired() == desired;
  }

  private static <T extends PipelineEvent> T only(Decision decision, Class<T> type) {
    assertThat(decision).isInstanceOf(Decision.Accepted.class);
    List<PipelineEvent> events = ((Decision.Accepted) decision).events();
    assertThat(events).singleElement().isInstanceOf(type);
    return type.cast(events.get(0));
  }

  private static void assertRejected(Decision decision, RejectionCode code) {
    assertThat(decision).isInstanceOf(Decision.Rejected.class);
    assertThat(((Decision.Rejected) decision).code()).isEqualTo(code);
  }
}
