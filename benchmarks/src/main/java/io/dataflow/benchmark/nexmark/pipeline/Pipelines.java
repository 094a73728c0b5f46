package io.dataflow.benchmark.nexmark.pipeline;

import io.dataflow.benchmark.nexmark.worker.Contestant;
import io.dataflow.benchmark.nexmark.worker.JobRequest;
import io.dataflow.benchmark.nexmark.worker.NotSupportedException;
import io.dataflow.benchmark.nexmark.worker.QueryCatalogue;
import io.dataflow.benchmark.nexmark.worker.SinkMode;
import io.dataflow.compile.JobSettings;
import io.dataflow.compile.PipelineCompiler;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.error.Diagnostic;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.PipelineSettings;
import io.dataflow.pipeline.SinkDefinition;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.plan.TypedPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** Jobs that DataFlow compiles from definitions. */
public final class Pipelines implements Contestant {
  private static final String TEMPLATES = "job-templates/templates";
  private static final Pattern SAMPLE =
      Pattern.compile("\\$\\{param:templates}/nexmark/data/([a-z-]+)\\.csv");

  private final ConnectorRegistry connectors =
      ConnectorRegistry.load(Pipelines.class.getClassLoader());
  private final ExpressionCompiler expressions =
      new ExpressionCompiler(FunctionRegistry.standard());

  @Override
  public JobGraph jobGraph(JobRequest request) throws IOException, NotSupportedException {
    TypedPlan plan = plan(redirected(definition(request), request), request);
    JobSettings.Defaults standard = JobSettings.Defaults.STANDARD;
    JobSettings settings =
        new JobSettings(
            new JobID(),
            request.query(),
            "benchmark",
            request.query(),
            1,
            1,
            Optional.empty(),
            false,
            new JobSettings.Defaults(
                request.parallelism(),
                standard.checkpointInterval(),
                standard.checkpointTimeout(),
                1, // a failure is to be seen soon
                standard.firstRestartDelay()));
    return new PipelineCompiler(connectors, ConnectorPolicy.UNRESTRICTED).compile(plan, settings);
  }

  private static Path templates() {
    return Path.of(System.getProperty("dataflow.root"), TEMPLATES);
  }

  private static PipelineDefinition definition(JobRequest request)
      throws IOException, NotSupportedException {
    String document = new String(document(request.query()), StandardCharsets.UTF_8);
    byte[] redirected =
        SAMPLE
            .matcher(document)
            .replaceAll(file -> Matcher.quoteReplacement(measured(file.group(1), request)))
            .getBytes(StandardCharsets.UTF_8);
    DefinitionResult result = DefinitionReader.read(redirected, DocumentFormat.YAML);
    if (result.definition().isEmpty()) {
      throw new NotSupportedException(said(result.diagnostics()));
    }
    return result.definition().get();
  }

  /** The file to be read in the place of a template's sample; the side input is always csv. */
  private static String measured(String name, JobRequest request) {
    Path file =
        name.equals("side-input") ? request.data().resolve(name + ".csv") : request.file(name);
    return file.toString();
  }

  /** A template, or what is of no use outside of this benchmark. */
  private static byte[] document(String query) throws IOException, NotSupportedException {
    Path template = templates().resolve("nexmark/" + query + ".yaml");
    if (Files.exists(template)) {
      return Files.readAllBytes(template);
    }
    try (InputStream in = Pipelines.class.getResourceAsStream(query + ".yaml")) {
      if (in == null) {
        throw new NotSupportedException("there is no definition of " + query);
      }
      return in.readAllBytes();
    }
  }

  private TypedPlan plan(PipelineDefinition definition, JobRequest request)
      throws NotSupportedException {
    PlannerContext context =
        new PlannerContext(
            connectors,
            expressions,
            ConnectorPolicy.UNRESTRICTED,
            Map.of("templates", templates().toString(), "out", request.output().toString()),
            SampleMode.STATIC,
            false);
    PlanResult result = Planner.plan(definition, context);
    if (result.plan().isEmpty()) {
      throw new NotSupportedException(said(result.diagnostics()));
    }
    return result.plan().get();
  }

  private static String said(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("; "));
  }

  /** The same pipeline into the benchmark's sink. */
  private static PipelineDefinition redirected(PipelineDefinition definition, JobRequest request) {
    return definition.with(
        definition.sinks().stream().map(sink -> redirected(sink, request)).toList(),
        new PipelineSettings(
            Optional.of(request.parallelism()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static SinkDefinition redirected(SinkDefinition sink, JobRequest request) {
    boolean file = request.sink() == SinkMode.FILE;
    String columns = String.join(",", QueryCatalogue.of(request.query()).columns());
    Map<String, String> options =
        file
            ? sink.options()
            : Map.of("mode", request.sink().name(), ResultConnector.COLUMNS, columns);
    return new SinkDefinition(
        sink.id(),
        file ? sink.type() : ResultConnector.TYPE,
        request.output().toString(),
        sink.batchSize(),
        options,
        sink.input(),
        sink.onError(),
        sink.pointer());
  }
}
