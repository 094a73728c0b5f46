package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.compile.StateVerdict;
import io.dataflow.service.command.DefinitionResolver;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a definition does to the state that a pipeline has, before anything is started. */
final class StateVerdicts {
  private static final String UNKNOWN = "unknown";

  private final DefinitionResolver resolver;

  StateVerdicts(DefinitionResolver resolver) {
    this.resolver = resolver;
  }

  /**
   * @param resolved the definition that would go on with the pipeline's state
   */
  ObjectNode render(PipelineState state, String resolved) {
    Optional<DefinitionVersion> before = state.stateVersion().flatMap(state::version);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (before.isEmpty()) {
      json.put("verdict", StateVerdict.Outcome.COMPATIBLE.text());
      json.put("message", "there is no state yet");
      json.putArray("steps");
      return json;
    }
    Optional<StateVerdict> verdict = against(state, resolved);
    json.put("verdict", verdict.map(found -> outcome(state, found).text()).orElse(UNKNOWN));
    json.put("against", before.get().version());
    json.put(
        "message",
        verdict
            .map(found -> message(state, found))
            .orElse("version " + before.get().version() + " cannot be planned any more"));
    ArrayNode steps = json.putArray("steps");
    verdict.ifPresent(found -> found.steps().forEach(step -> steps.add(step(step))));
    return json;
  }

  /** Nothing is stopped for a version that could then not begin. */
  void refuseLoss(PipelineState state, String resolved) {
    if (state.atRest()) {
      return;
    }
    boolean lost =
        against(state, resolved)
            .filter(found -> !found.dropped().isEmpty() || !found.incompatible().isEmpty())
            .isPresent();
    if (lost) {
      ObjectNode json = render(state, resolved);
      throw Problem.of(
              ProblemCode.INCOMPATIBLE_CHANGE,
              json.path("message").asText() + "; nothing was stopped")
          .with("state", json)
          .exception();
    }
  }

  private Optional<StateVerdict> against(PipelineState state, String resolved) {
    return state
        .stateVersion()
        .flatMap(state::version)
        .flatMap(before -> resolver.stateVerdict(before.definition().resolved(), resolved));
  }

  /** A source or sink that is replaced loses output, unless the job before ended cleanly. */
  private static StateVerdict.Outcome outcome(PipelineState state, StateVerdict verdict) {
    return verdict.outcome() == StateVerdict.Outcome.DROPS
            && !verdict.replaced().isEmpty()
            && isUnclean(state)
        ? StateVerdict.Outcome.INCOMPATIBLE
        : verdict.outcome();
  }

  /** What runs is stopped with a savepoint first, and then leaves nothing uncommitted. */
  private static boolean isUnclean(PipelineState state) {
    return state.atRest() && state.restorePoint().filter(RestorePoint::clean).isEmpty();
  }

  private static String message(PipelineState state, StateVerdict verdict) {
    List<String> parts = new ArrayList<>();
    if (!verdict.incompatible().isEmpty()) {
      parts.add(
          "cannot read the state of "
              + StateVerdict.text(verdict.incompatible())
              + ": give what changed another id to begin it empty");
    }
    if (!verdict.dropped().isEmpty()) {
      parts.add(
          "drops the state of "
              + StateVerdict.text(verdict.dropped())
              + ": only a start with allowNonRestoredState goes on without it");
    }
    if (!verdict.replaced().isEmpty()) {
      parts.add(
          "replaces "
              + StateVerdict.text(verdict.replaced())
              + (isUnclean(state)
                  ? ": the restore point holds output of it that is not committed; run the version"
                      + " before to a clean stop first"
                  : ": goes on from a stop with a savepoint only"));
    }
    return parts.isEmpty() ? "all state goes on" : String.join("; ", parts);
  }

  private static ObjectNode step(StateVerdict.Step step) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", step.id());
    json.put("kind", step.kind());
    json.put("change", step.change().text());
    if (!step.because().isEmpty()) {
      json.put("because", step.because());
    }
    if (!step.columns().isEmpty()) {
      ArrayNode columns = json.putArray("columns");
      for (StateVerdict.Column column : step.columns()) {
        columns
            .addObject()
            .put("name", column.name())
            .put("change", column.change().text())
            .put("because", column.because());
      }
    }
    return json;
  }
}
