package io.dataflow.benchmark.start;

import io.dataflow.compile.JobSettings;
import io.dataflow.compile.PipelineCompiler;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.plan.TypedPlan;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** What a start costs without a service: a finished graph, and Flink's own client. */
final class BareSubmission implements AutoCloseable {
  private final PlannerContext context =
      new PlannerContext(
          ConnectorRegistry.load(BareSubmission.class.getClassLoader()),
          new ExpressionCompiler(FunctionRegistry.standard()),
          ConnectorPolicy.UNRESTRICTED,
          Map.of(),
          SampleMode.STATIC,
          true);
  private final PipelineCompiler compiler =
      new PipelineCompiler(context.connectors(), context.policy());
  private final RestClusterClient<StandaloneClusterId> client;

  BareSubmission(URI flinkUrl) throws Exception {
    Configuration options = new Configuration();
    options.set(RestOptions.ADDRESS, flinkUrl.getHost());
    options.set(RestOptions.PORT, flinkUrl.getPort());
    client = new RestClusterClient<>(options, StandaloneClusterId.getInstance());
  }

  /** The graph that the service makes of this definition, under an id of its own. */
  JobGraph graph(String definition) {
    TypedPlan plan =
        Planner.plan(
                DefinitionReader.read(
                        definition.getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON)
                    .definition()
                    .orElseThrow(),
                context)
            .plan()
            .orElseThrow();
    return compiler.compile(
        plan,
        new JobSettings(
            new JobID(),
            plan.name(),
            "bare",
            "bare",
            1,
            1,
            Optional.empty(),
            false,
            JobSettings.Defaults.STANDARD));
  }

  CompletableFuture<JobID> submit(JobGraph graph) {
    return client.submitJob(graph);
  }

  void cancel(JobID job) {
    client.cancel(job).join();
  }

  @Override
  public void close() {
    client.close();
  }
}
