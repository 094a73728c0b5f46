package io.dataflow.service.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What waits because of its definition takes up the next one, and nothing else does. */
class DefinitionDeciderTest {

  /** Version 2 is to run, and waits. */
  private static PipelineState waiting(WaitingReason reason, PipelineEvent... before) {
    PipelineState stopped = Given.pipelineIn(PipelineStatus.STOPPED);
    PipelineState asked =
        Given.after(
            stopped,
            List.of(
                changed(2, "{2}"),
                new PipelineEvent.StartRequested(new StartFrom.Latest(), true, 2)));
    return Given.after(
        Given.after(asked, Arrays.asList(before)),
        List.of(new PipelineEvent.WaitingStarted(reason, "test")));
  }

  private static PipelineEvent changed(int version, String text) {
    return new PipelineEvent.DefinitionChanged(version, Given.definition(text), Optional.empty());
  }

  private static Decision put(PipelineState state, String text) {
    return Pipeline.decide(
        state,
        new PipelineCommand.PutDefinition(Given.definition(text), new Precondition.Any(), false));
  }

  @ParameterizedTest
  @EnumSource(WaitingReason.class)
  void onlyAWaitForADefinitionEndsWithTheNextOne(WaitingReason reason) {
    boolean ends =
        reason == WaitingReason.INCOMPATIBLE_CHANGE || reason == WaitingReason.UPGRADE_FAILED;
    PipelineState waiting = waiting(reason);
    Decision decision = put(waiting, "{3}");

    assertThat(decision)
        .isEqualTo(
            new Decision.Accepted(
                ends
                    ? List.of(changed(3, "{3}"), new PipelineEvent.RestartRequested(3))
                    : List.of(changed(3, "{3}"))));
    assertThat(Given.after(waiting, decision))
        .extracting(PipelineState::status, PipelineState::nextVersion)
        .containsExactly(ends ? PipelineStatus.STARTING : PipelineStatus.WAITING, ends ? 3 : 2);
  }

  @Test
  void theSameDefinitionIsNotTriedAgain() {
    PipelineState waiting = waiting(WaitingReason.INCOMPATIBLE_CHANGE);
    assertThat(put(waiting, "{2}")).isInstanceOf(Decision.Unchanged.class);
    assertThat(Pipeline.decide(waiting, new PipelineCommand.Rollback(2)))
        .isInstanceOf(Decision.Unchanged.class);
  }

  @Test
  void whatWasStoredBeforeTheWaitIsTakenUpWhenItIsSentAgain() {
    PipelineState waiting = waiting(WaitingReason.INCOMPATIBLE_CHANGE, changed(3, "{3}"));
    assertThat(waiting.nextVersion()).isEqualTo(2);
    assertThat(put(waiting, "{3}"))
        .isEqualTo(new Decision.Accepted(List.of(new PipelineEvent.RestartRequested(3))));
  }

  @Test
  void leaveToDropStateWasGivenToOneVersion() {
    PipelineState waiting = waiting(WaitingReason.INCOMPATIBLE_CHANGE);
    assertThat(waiting.start().orElseThrow().allowNonRestoredState()).isTrue();
    PipelineState mended = Given.after(waiting, put(waiting, "{3}"));
    assertThat(mended.start().orElseThrow().allowNonRestoredState()).isFalse();
  }

  @Test
  void thePointThatWasAskedForStays() {
    PipelineState waiting = waiting(WaitingReason.INCOMPATIBLE_CHANGE);
    assertThat(Given.after(waiting, put(waiting, "{3}")).restorePoint())
        .isEqualTo(waiting.restorePoint())
        .isPresent();
  }
}
