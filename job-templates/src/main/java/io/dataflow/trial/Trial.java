package io.dataflow.trial;

import io.dataflow.compile.JobSettings;
import io.dataflow.compile.PipelineCompiler;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.PipelineSettings;
import io.dataflow.pipeline.SinkDefinition;
import io.dataflow.plan.Edge;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.plan.TypedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;

/** A definition run once on given rows, and what every step made of them. */
final class Trial {
  private static final String TAP_PREFIX = "tap ";
  private static final Duration NEVER = Duration.ofHours(23);

  /** One try: a trial that fails says so. */
  private static final JobSettings.Defaults DEFAULTS =
      new JobSettings.Defaults(1, NEVER, NEVER, 1, Duration.ofMillis(1));

  private final PipelineDefinition definition;
  private final TypedPlan plan;
  private final PlannerContext context;
  private final Path directory;

  /**
   * @param planned with a plan
   * @param context of the real connectors
   * @param directory an empty folder of its own
   */
  Trial(PlanResult planned, PlannerContext context, Path directory) {
    this.definition = planned.resolved();
    this.plan = planned.plan().orElseThrow();
    this.context = context;
    this.directory = directory;
  }

  /**
   * @param rows source id to what it gives
   * @param limit rows that are kept of each edge and sink
   */
  TrialResult run(TrialCluster cluster, Map<String, List<String>> rows, int limit)
      throws Exception {
    PlannerContext replaced =
        withConnectors(
            new TrialConnectors(rows, directory.toString(), limit).over(context.connectors()));
    PipelineDefinition tapped = tapped();
    TypedPlan trial = plan(replaced, tapped);
    PipelineCompiler compiler = new PipelineCompiler(replaced.connectors(), replaced.policy());
    JobSettings job =
        new JobSettings(
            new JobID(),
            definition.name(),
            "trial",
            definition.id().orElse("trial"),
            1,
            1,
            Optional.empty(),
            false,
            DEFAULTS);
    TrialCluster.Outcome outcome = cluster.run(compiler.compile(trial, job));
    Map<String, TrialResult.Rows> edges = new LinkedHashMap<>();
    for (PlanNode node : plan.nodes()) {
      for (Edge edge : node.outputs()) {
        edges.put(edge.name(), read(TAP_PREFIX + edge.name(), edge));
      }
    }
    Map<String, TrialResult.Rows> sinks = new LinkedHashMap<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.SinkNode sink) {
        sinks.put(sink.id(), read(sink.id(), reaching(sink)));
      }
    }
    Optional<TrialResult.Rows> deadLetters =
        plan.deadLetter().isPresent()
            ? Optional.of(read(plan.deadLetter().get().id(), reaching(plan.deadLetter().get())))
            : Optional.empty();
    return new TrialResult(
        plan, edges, sinks, deadLetters, new TreeMap<>(outcome.counters()), outcome.failure());
  }

  private static Edge reaching(PlanNode.SinkNode sink) {
    return new Edge(sink.input(), sink.outputSchema(), sink.outputMode(), false);
  }

  /** Beside each reader of an edge one that looks; one subtask, and no checkpoints. */
  private PipelineDefinition tapped() {
    List<SinkDefinition> sinks = new ArrayList<>(definition.sinks());
    for (PlanNode node : plan.nodes()) {
      for (Edge edge : node.outputs()) {
        sinks.add(
            new SinkDefinition(
                TAP_PREFIX + edge.name(),
                TrialConnectors.TAP,
                "",
                Optional.empty(),
                Map.of(),
                Optional.of(edge.name()),
                Optional.empty(),
                ""));
      }
    }
    PipelineSettings settings = definition.settings().with(1, NEVER);
    return definition.with(sinks, settings);
  }

  private PlannerContext withConnectors(ConnectorRegistry connectors) {
    return new PlannerContext(
        connectors,
        context.expressions(),
        context.policy(),
        context.parameters(),
        SampleMode.STATIC,
        context.allowLiteralSecrets());
  }

  private static TypedPlan plan(PlannerContext context, PipelineDefinition definition) {
    PlanResult result = Planner.plan(definition, context);
    return result
        .plan()
        .orElseThrow(() -> new IllegalArgumentException("not planned: " + result.diagnostics()));
  }

  /** What a job that failed early never wrote is nothing. */
  private TrialResult.Rows read(String name, Edge edge) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.exists(file)) {
      return new TrialResult.Rows(edge, 0, List.of());
    }
    List<String> lines = Files.readAllLines(file);
    return new TrialResult.Rows(
        edge, Long.parseLong(lines.get(0)), List.copyOf(lines.subList(1, lines.size())));
  }
}
