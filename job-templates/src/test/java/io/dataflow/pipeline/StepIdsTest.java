package io.dataflow.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepIdsTest {
  private static TransformDefinition filter(String id, boolean generated, String expression) {
    return new TransformDefinition(
        id,
        generated,
        List.of(),
        new TransformConfig.Filter(expression),
        Optional.empty(),
        "/transforms");
  }

  private static TransformDefinition map(String id, boolean generated, String expression) {
    return new TransformDefinition(
        id,
        generated,
        List.of(),
        new TransformConfig.MapFields(Map.of("a", expression), Map.of(), List.of(), true),
        Optional.empty(),
        "/transforms");
  }

  private static TransformDefinition deduplicate(String id, boolean generated, String key) {
    return new TransformDefinition(
        id,
        generated,
        List.of(),
        new TransformConfig.Deduplicate(List.of(key), false, List.of(), Optional.empty(), false),
        Optional.empty(),
        "/transforms/" + id);
  }

  private static PipelineDefinition of(TransformDefinition... steps) {
    return new PipelineDefinition(
        Optional.empty(),
        "n",
        "",
        Map.of(),
        true,
        List.of(),
        List.of(steps),
        List.of(),
        Optional.empty(),
        PipelineSettings.DEFAULTS,
        List.of());
  }

  private static List<String> ids(PipelineDefinition next, PipelineDefinition previous) {
    List<String> ids = new ArrayList<>();
    StepIds.Result result = StepIds.carryOver(next, previous);
    assertThat(result.diagnostics()).isEmpty();
    result.definition().transforms().forEach(step -> ids.add(step.id()));
    return ids;
  }

  @Test
  void aStepInsertedInFrontDoesNotTakeTheOthersId() {
    PipelineDefinition previous = of(filter("filter-1", true, "a = 1"));
    PipelineDefinition next =
        of(filter("filter-1", true, "b = 2"), filter("filter-2", true, "a = 1"));

    assertThat(ids(next, previous)).containsExactly("filter-2", "filter-1");
  }

  @Test
  void aChangedStepKeepsItsIdByOrder() {
    PipelineDefinition previous = of(filter("filter-1", true, "a = 1"), map("map-1", true, "1"));
    PipelineDefinition next = of(filter("filter-1", true, "a = 2"), map("map-1", true, "2"));

    assertThat(ids(next, previous)).containsExactly("filter-1", "map-1");
  }

  @Test
  void writtenIdsAreNeverGivenAway() {
    PipelineDefinition previous = of(filter("filter-1", true, "a = 1"));
    PipelineDefinition next = of(map("filter-1", false, "1"), filter("filter-2", true, "a = 1"));

    assertThat(ids(next, previous)).containsExactly("filter-1", "filter-2");
  }

  @Test
  void anIdThatTheAuthorWroteBeforeIsKeptWhenLeftOutLater() {
    PipelineDefinition previous = of(filter("active", false, "a = 1"));
    PipelineDefinition next = of(filter("filter-1", true, "a = 1"));

    assertThat(ids(next, previous)).containsExactly("active");
  }

  @Test
  void aStepWithStateIsFoundByItsContentWhereverItMoves() {
    PipelineDefinition previous =
        of(deduplicate("deduplicate-1", true, "a"), deduplicate("deduplicate-2", true, "b"));
    PipelineDefinition next =
        of(
            deduplicate("deduplicate-1", true, "c"),
            deduplicate("deduplicate-2", true, "b"),
            deduplicate("deduplicate-3", true, "a"));

    assertThat(ids(next, previous))
        .containsExactly("deduplicate-3", "deduplicate-2", "deduplicate-1");
  }

  @Test
  void theOnlyStepOfItsTypeKeepsItsIdWhenItIsEdited() {
    PipelineDefinition previous = of(deduplicate("once", false, "a"));

    assertThat(ids(of(deduplicate("deduplicate-1", true, "b")), previous)).containsExactly("once");
  }

  @Test
  void equalStepsInEqualNumberAreTheSame() {
    PipelineDefinition both =
        of(deduplicate("deduplicate-1", true, "a"), deduplicate("deduplicate-2", true, "a"));

    assertThat(ids(both, both)).containsExactly("deduplicate-1", "deduplicate-2");
  }

  @Test
  void aStepWithStateThatMayBeSeveralIsRefusedWithTheirIds() {
    PipelineDefinition previous =
        of(deduplicate("by-a", false, "a"), deduplicate("by-b", false, "b"));

    List<Diagnostic> found =
        StepIds.carryOver(of(deduplicate("deduplicate-1", true, "c")), previous).diagnostics();

    assertThat(found).hasSize(1);
    assertThat(found.get(0).code()).isEqualTo(ErrorCode.AMBIGUOUS_STEP);
    assertThat(found.get(0).pointer()).isEqualTo("/transforms/deduplicate-1");
    assertThat(found.get(0).message()).contains("the state of 'by-a' or 'by-b'");
    assertThat(found.get(0).hint().orElseThrow()).contains("\"id\": \"by-a\" or \"id\": \"by-b\"");
  }

  @Test
  void oneOfTwoEqualStepsThatGoesIsNotGuessed() {
    PipelineDefinition previous =
        of(deduplicate("deduplicate-1", true, "a"), deduplicate("deduplicate-2", true, "a"));

    assertThat(StepIds.carryOver(of(deduplicate("deduplicate-1", true, "a")), previous))
        .extracting(result -> result.diagnostics().size())
        .isEqualTo(1);
  }

  @Test
  void anEqualStepThatIsAddedIsNotGuessedEither() {
    PipelineDefinition previous = of(deduplicate("once", false, "a"));
    PipelineDefinition next =
        of(deduplicate("deduplicate-1", true, "a"), deduplicate("deduplicate-2", true, "a"));

    assertThat(StepIds.carryOver(next, previous).diagnostics()).hasSize(2);
    PipelineDefinition pasted =
        of(deduplicate("once", false, "a"), deduplicate("deduplicate-2", true, "a"));
    assertThat(ids(pasted, previous)).containsExactly("once", "deduplicate-1");
  }
}
