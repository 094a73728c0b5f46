package io.dataflow.service.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.compile.OperatorDescription;
import io.dataflow.compile.StateVerdict;
import io.dataflow.compile.StateVerdict.Change;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SnapshotVerdictTest {
  private static final Map<String, OperatorDescription> BEFORE =
      Map.of(
          "s", new OperatorDescription("source:in", "source (file)", "source", List.of("source")),
          "k", new OperatorDescription("once:key", "once", "deduplicate", List.of("once")),
          "r", new OperatorDescription("run:a-b", "some > other", "run", List.of("some", "other")));

  private static StateVerdict.Step step(String id, String kind, Change change, String because) {
    return new StateVerdict.Step(id, kind, change, because, List.of());
  }

  private static StateVerdict verdict(
      Set<String> holders, Set<String> after, StateVerdict.Step... edit) {
    return SnapshotVerdict.of(holders, BEFORE, after, new StateVerdict(List.of(edit)));
  }

  @Test
  void whatHasNoStateThereIsNotMissed() {
    StateVerdict.Step gone = step("once", "deduplicate", Change.DROPPED, "it is gone");

    assertThat(verdict(Set.of("s"), Set.of("s"), gone).outcome())
        .isEqualTo(StateVerdict.Outcome.COMPATIBLE);
    assertThat(verdict(Set.of("s", "k"), Set.of("s"), gone).dropped()).containsExactly(gone);
  }

  @Test
  void whatCannotBeReadIsNamedWhereItHasState() {
    StateVerdict.Step wrong = step("once", "deduplicate", Change.INCOMPATIBLE, "'x' was INT");

    assertThat(verdict(Set.of("k"), Set.of("k"), wrong).incompatible()).containsExactly(wrong);
    assertThat(verdict(Set.of("s"), Set.of("s", "k"), wrong).incompatible()).isEmpty();
  }

  @Test
  void anOperatorThatNobodyTakesUpCountsWhateverTheEditSays() {
    StateVerdict.Step kept = step("once", "deduplicate", Change.KEPT, "");

    assertThat(StateVerdict.text(verdict(Set.of("k"), Set.of(), kept).dropped()))
        .isEqualTo("deduplicate 'once' (its operator 'once' is not there any more)");
    assertThat(StateVerdict.text(verdict(Set.of("r"), Set.of()).dropped()))
        .isEqualTo("run 'some' (its operator 'some > other' is not there any more)");
  }

  @Test
  void stateOfWhatNobodyKnowsIsNotDroppedSilently() {
    assertThat(verdict(Set.of("ab12"), Set.of()).dropped())
        .extracting(StateVerdict.Step::id)
        .containsExactly("ab12");
  }
}
