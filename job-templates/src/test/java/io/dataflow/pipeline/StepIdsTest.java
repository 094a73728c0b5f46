package io.dataflow.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
    StepIds.carryOver(next, previous).transforms().forEach(step -> ids.add(step.id()));
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
}
