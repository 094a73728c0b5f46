package io.dataflow.trial;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.DefinitionTest;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.SourceDefinition;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.pipeline.codec.DiagnosticJson;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.plan.TypedPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Answers a {@link TrialRequest}. */
final class TrialRunner {
  /** Far more than a test names. */
  private static final int MOST_TESTED_ROWS = 10_000;

  private final TrialRequest request;
  private final Path directory;
  private final PlannerContext context;

  TrialRunner(TrialRequest request, Path directory) {
    this.request = request;
    this.directory = directory;
    this.context =
        new PlannerContext(
            ConnectorRegistry.load(TrialRunner.class.getClassLoader()),
            new ExpressionCompiler(FunctionRegistry.standard()),
            new ConnectorPolicy(request.fileRoots()),
            request.parameters(),
            SampleMode.SAMPLE,
            request.allowLiteralSecrets());
  }

  ObjectNode run() throws Exception {
    DefinitionResult read =
        DefinitionReader.read(
            request.definition().getBytes(StandardCharsets.UTF_8),
            request.yaml() ? DocumentFormat.YAML : DocumentFormat.JSON);
    List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
    Optional<PlanResult> planned =
        read.readable().map(readable -> Planner.plan(readable, read.gaps(), context));
    planned.ifPresent(result -> diagnostics.addAll(read.locations().locate(result.diagnostics())));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    boolean wrong = diagnostics.stream().anyMatch(Diagnostic::isError);
    if (!wrong && planned.flatMap(PlanResult::plan).isPresent()) {
      try (TrialCluster cluster = new TrialCluster(Duration.ofMillis(request.timeoutMillis()))) {
        if (request.tests()) {
          answer.set("tests", tests(cluster, planned.get()));
        } else {
          preview(cluster, planned.get(), diagnostics)
              .ifPresent(result -> answer.set("preview", TrialJson.preview(result)));
        }
      }
    }
    answer.set("diagnostics", DiagnosticJson.render(diagnostics));
    return answer;
  }

  private ArrayNode tests(TrialCluster cluster, PlanResult planned) throws Exception {
    ArrayNode tests = JsonNodeFactory.instance.arrayNode();
    for (DefinitionTest test : planned.resolved().tests()) {
      tests.add(TrialJson.test(test, differences(cluster, planned, test)));
    }
    return tests;
  }

  private List<String> differences(TrialCluster cluster, PlanResult planned, DefinitionTest test)
      throws Exception {
    TrialResult result;
    try {
      result = new Trial(planned, context, folder()).run(cluster, test.given(), MOST_TESTED_ROWS);
    } catch (TimeoutException e) {
      return List.of("not finished within " + request.timeoutMillis() + " ms");
    }
    List<String> differences = new ArrayList<>();
    result.failure().ifPresent(failure -> differences.add("the job failed: " + failure));
    test.expect()
        .forEach(
            (id, rows) -> {
              TrialResult.Rows found = result.reaching(id);
              boolean sink = result.sinks().containsKey(id);
              (sink ? RowsComparison.of(found.edge()) : RowsComparison.ofNamedFields(found.edge()))
                  .differences(rows, found)
                  .forEach(difference -> differences.add(id + ": " + difference));
            });
    return differences;
  }

  private Optional<TrialResult> preview(
      TrialCluster cluster, PlanResult planned, List<Diagnostic> diagnostics) throws Exception {
    Map<String, List<String>> rows =
        request.rows() == null
            ? sampled(cluster, planned.plan().orElseThrow(), diagnostics)
            : request.rows();
    checkNames(rows, planned.resolved(), diagnostics);
    if (diagnostics.stream().anyMatch(Diagnostic::isError)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Trial(planned, context, folder()).run(cluster, rows, request.limit()));
    } catch (TimeoutException e) {
      diagnostics.add(
          Diagnostic.error(
              ErrorCode.TRIAL_LIMIT,
              "",
              "the preview did not finish within " + request.timeoutMillis() + " ms"));
      return Optional.empty();
    }
  }

  /** Rows of a source that is not there would be passed over. */
  private static void checkNames(
      Map<String, List<String>> rows, PipelineDefinition definition, List<Diagnostic> diagnostics) {
    List<String> sources = definition.sources().stream().map(SourceDefinition::id).toList();
    for (String id : rows.keySet()) {
      if (!sources.contains(id)) {
        diagnostics.add(
            Diagnostic.error(
                    ErrorCode.UNKNOWN_INPUT,
                    Pointers.child("/rows", id),
                    "no source is called '" + id + "'")
                .withHint(NearestName.hint(id, sources)));
      }
    }
  }

  private Map<String, List<String>> sampled(
      TrialCluster cluster, TypedPlan plan, List<Diagnostic> diagnostics) throws Exception {
    SourceSampler sampler = new SourceSampler(context, cluster, folder());
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.SourceNode source) {
        SourceSampler.Sample sample = sampler.sample(source, request.limit());
        rows.put(source.id(), sample.rows());
        sample
            .failure()
            .ifPresent(
                failure ->
                    diagnostics.add(
                        Diagnostic.error(
                                ErrorCode.EXTERNAL_FAILURE,
                                "",
                                "the source '" + source.id() + "' cannot be read: " + failure)
                            .withHint("give rows: \"rows\": {\"" + source.id() + "\": [{...}]}")));
      }
    }
    return rows;
  }

  private Path folder() throws IOException {
    return Files.createTempDirectory(directory, "trial");
  }
}
