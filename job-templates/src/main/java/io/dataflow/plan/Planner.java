package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.DefinitionTest;
import io.dataflow.pipeline.Enrich;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.Gaps;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.PipelineSettings;
import io.dataflow.pipeline.SinkDefinition;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.pipeline.TransformDefinition;
import io.dataflow.record.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Checks and types a definition, and says everything that is wrong with it at once. */
public final class Planner {
  private static final Duration LEAST_CHECKPOINT_INTERVAL = Duration.ofMillis(100);
  private static final Duration MOST_CHECKPOINT_INTERVAL = Duration.ofDays(1);
  private static final int MOST_SNAPSHOTS = 1000;

  private final PipelineDefinition definition;
  private final Gaps gaps;
  private final PlannerContext context;
  private final Diagnostics diagnostics = new Diagnostics();
  private final Map<String, PlanNode> nodes = new LinkedHashMap<>();
  private final Map<String, Edge> edges = new HashMap<>();

  private Planner(PipelineDefinition definition, Gaps gaps, PlannerContext context) {
    this.definition = definition;
    this.gaps = gaps;
    this.context = context;
  }

  public static PlanResult plan(PipelineDefinition definition, PlannerContext context) {
    return plan(definition, Gaps.NONE, context);
  }

  /**
   * @param gaps what of the definition could not be read: no plan is made then, but all that can be
   *     said without it is said, and nothing that follows from a gap alone
   */
  public static PlanResult plan(PipelineDefinition definition, Gaps gaps, PlannerContext context) {
    return new Planner(definition, gaps, context).plan();
  }

  private PlanResult plan() {
    checkSettings(definition.settings());
    Graph graph = GraphResolver.resolve(definition, gaps, diagnostics);
    Parameters parameters = new Parameters(context.parameters(), diagnostics);
    boolean hasDeadLetter = definition.deadLetter().isPresent() || gaps.covers("/deadLetter");
    ErrorPolicies policies = new ErrorPolicies(hasDeadLetter, diagnostics);
    planSources(parameters, policies);
    planSteps(graph, parameters, policies);
    planSinks(graph, parameters, policies);
    Optional<PlanNode.SinkNode> deadLetter = planDeadLetter(parameters);
    checkTests();
    return new PlanResult(result(deadLetter), resolved(), diagnostics.shown());
  }

  private void add(Planned planned) {
    planned.node().ifPresent(node -> nodes.put(node.id(), node));
    planned.outputs().forEach(edge -> edges.put(edge.name(), edge));
  }

  /** What it reads, in order; empty where one of them is not known. */
  private List<Edge> inputs(Graph graph, String id) {
    List<String> names = graph.inputsOf(id);
    List<Edge> known = names.stream().map(edges::get).filter(Objects::nonNull).toList();
    return known.size() == names.size() ? known : List.of();
  }

  private void planSources(Parameters parameters, ErrorPolicies policies) {
    SourcePlanner planner =
        new SourcePlanner(pipelineId(), gaps, context, parameters, policies, diagnostics);
    for (SourceDefinition source : definition.sources()) {
      if (!gaps.covers(source.pointer())) {
        add(planner.plan(source));
      }
    }
  }

  private void planSteps(Graph graph, Parameters parameters, ErrorPolicies policies) {
    StepPlanner planner = new StepPlanner(context, parameters, policies, gaps, diagnostics);
    for (TransformDefinition step : graph.order()) {
      add(planner.plan(step, inputs(graph, step.id())));
    }
    // What hangs on no source has no input, and may share its id with a step that has one.
    definition.transforms().stream()
        .filter(step -> !graph.order().contains(step))
        .forEach(step -> planner.plan(step, List.of()));
  }

  private void planSinks(Graph graph, Parameters parameters, ErrorPolicies policies) {
    SinkPlanner planner = sinkPlanner(parameters, policies);
    for (SinkDefinition sink : definition.sinks()) {
      planner
          .plan(sink, inputs(graph, sink.id()).stream().findFirst())
          .ifPresent(node -> nodes.put(node.id(), node));
    }
  }

  /** Dead letters that cannot be written have nowhere to go: they end the job, or are skipped. */
  private Optional<PlanNode.SinkNode> planDeadLetter(Parameters parameters) {
    SinkPlanner planner = sinkPlanner(parameters, new ErrorPolicies(false, diagnostics));
    Edge letters = new Edge("dead-letters", DeadLetter.SCHEMA, new ChangeMode.Append(), false);
    return definition.deadLetter().flatMap(sink -> planner.plan(sink, Optional.of(letters)));
  }

  private SinkPlanner sinkPlanner(Parameters parameters, ErrorPolicies policies) {
    return new SinkPlanner(
        pipelineId(),
        gaps,
        context,
        parameters,
        policies,
        definition.settings().deliveryGuarantee(),
        diagnostics);
  }

  private Optional<TypedPlan> result(Optional<PlanNode.SinkNode> deadLetter) {
    int expected =
        definition.sources().size() + definition.transforms().size() + definition.sinks().size();
    if (diagnostics.hasErrors() || !gaps.isEmpty() || nodes.size() < expected) {
      return Optional.empty();
    }
    List<PlanNode> projected =
        Projection.pushDown(BeforeImages.demand(new ArrayList<>(nodes.values())));
    checkErrorLimit();
    Optional<PlanNode.SinkNode> used = deadLetter.filter(sink -> readsDeadLetters());
    if (deadLetter.isPresent() && used.isEmpty()) {
      diagnostics.warning(
          ErrorCode.OPTION_WITHOUT_EFFECT,
          "/deadLetter",
          "nothing is ever written to the dead letter sink",
          "let a source, transform or sink have onError: dead-letter, or remove it");
    }
    return Optional.of(new TypedPlan(definition.name(), projected, used, definition.settings()));
  }

  private void checkErrorLimit() {
    boolean borne =
        nodes.values().stream()
            .anyMatch(
                node ->
                    canApply(node, ErrorPolicy.SKIP) || canApply(node, ErrorPolicy.DEAD_LETTER));
    if (definition.settings().errorLimit().isPresent() && !borne) {
      diagnostics.warning(
          ErrorCode.OPTION_WITHOUT_EFFECT,
          "/settings/errorLimit",
          "no error is ever borne: the first one ends the job",
          "let a source, transform or sink have onError: skip or dead-letter, or remove it");
    }
  }

  private boolean readsDeadLetters() {
    return nodes.values().stream().anyMatch(node -> canApply(node, ErrorPolicy.DEAD_LETTER));
  }

  private static boolean canApply(PlanNode node, ErrorPolicy policy) {
    return node.onError() == policy || (node instanceof KeyedNode keyed && keyed.canApply(policy));
  }

  private PipelineDefinition resolved() {
    List<SourceDefinition> sources = new ArrayList<>();
    for (SourceDefinition source : definition.sources()) {
      Edge output = edges.get(source.id());
      sources.add(output == null ? source : source.withSchema(output.schema()));
    }
    return definition
        .withSources(sources)
        .withTransforms(definition.transforms().stream().map(this::resolved).toList());
  }

  private TransformDefinition resolved(TransformDefinition step) {
    return step.config() instanceof Enrich enrich && nodes.get(step.id()) instanceof EnrichNode node
        ? step.withConfig(enrich.withSchema(node.table().schema()))
        : step;
  }

  private String pipelineId() {
    return definition.id().orElse("");
  }

  private void checkTests() {
    List<String> sources = definition.sources().stream().map(SourceDefinition::id).toList();
    List<String> sinks =
        new ArrayList<>(definition.sinks().stream().map(SinkDefinition::id).toList());
    definition.deadLetter().ifPresent(sink -> sinks.add(sink.id()));
    for (DefinitionTest test : definition.tests()) {
      if (!gaps.covers("/source") && !gaps.covers("/sources")) {
        String given = Pointers.child(test.pointer(), "given");
        checkNames(test.given().keySet(), sources, "source", given);
      }
      if (!gaps.covers("/sink") && !gaps.covers("/sinks") && !gaps.covers("/deadLetter")) {
        String expect = Pointers.child(test.pointer(), "expect");
        checkNames(test.expect().keySet(), sinks, "sink", expect);
      }
    }
  }

  private void checkNames(Set<String> names, List<String> known, String what, String pointer) {
    for (String name : names) {
      if (!known.contains(name)) {
        diagnostics.error(
            ErrorCode.UNKNOWN_INPUT,
            Pointers.child(pointer, name),
            "no " + what + " is called '" + name + "'",
            NearestName.hint(name, known));
      }
    }
  }

  private void checkSettings(PipelineSettings settings) {
    settings
        .parallelism()
        .ifPresent(value -> checkRange("parallelism", value, TypedPlan.MAX_PARALLELISM));
    settings
        .snapshotsKeep()
        .ifPresent(value -> checkRange("snapshots/keep", value, MOST_SNAPSHOTS));
    settings
        .checkpointInterval()
        .filter(
            interval ->
                interval.compareTo(LEAST_CHECKPOINT_INTERVAL) < 0
                    || interval.compareTo(MOST_CHECKPOINT_INTERVAL) > 0)
        .ifPresent(
            interval ->
                diagnostics.error(
                    ErrorCode.INVALID_SETTING,
                    "/settings/checkpointInterval",
                    "the checkpoint interval must lie between 100ms and 1d",
                    "10s is the default"));
  }

  private void checkRange(String setting, int value, int most) {
    if (value < 1 || value > most) {
      diagnostics.error(
          ErrorCode.INVALID_SETTING,
          "/settings/" + setting,
          setting.replace('/', '.') + " is " + value + ", but must lie between 1 and " + most,
          "write a number from 1 to " + most);
    }
  }
}
