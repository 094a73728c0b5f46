package io.dataflow.connector.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.compile.JobSettings;
import io.dataflow.compile.PipelineCompiler;
import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.plan.TypedPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;

/** A definition's whole way up to the job graph, over all connectors that are there. */
public final class TestingDefinitions {
  private final ConnectorRegistry connectors;
  private final Map<String, String> parameters;

  private TestingDefinitions(ConnectorRegistry connectors, Map<String, String> parameters) {
    this.connectors = connectors;
    this.parameters = parameters;
  }

  /**
   * @param more connectors of the test
   */
  public static TestingDefinitions with(Map<String, String> parameters, Connector... more) {
    List<Connector> all = new ArrayList<>(List.of(more));
    ServiceLoader.load(Connector.class).forEach(all::add);
    return new TestingDefinitions(new ConnectorRegistry(all), parameters);
  }

  /** Reads and plans a document that has nothing wrong with it. */
  public PlanResult plan(String document) {
    DefinitionResult read =
        DefinitionReader.read(document.getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON);
    assertThat(read.diagnostics()).isEmpty();
    PlanResult planned =
        Planner.plan(
            read.definition().orElseThrow(),
            new PlannerContext(
                connectors,
                new ExpressionCompiler(FunctionRegistry.standard()),
                ConnectorPolicy.UNRESTRICTED,
                parameters,
                SampleMode.SAMPLE,
                false));
    assertThat(planned.plan()).as("%s", planned.diagnostics()).isPresent();
    return planned;
  }

  public JobGraph compile(String document) {
    TypedPlan plan = plan(document).plan().orElseThrow();
    JobSettings settings =
        new JobSettings(
            new JobID(),
            plan.name(),
            "test",
            "p",
            1,
            1,
            Optional.empty(),
            false,
            JobSettings.Defaults.STANDARD);
    return new PipelineCompiler(connectors, ConnectorPolicy.UNRESTRICTED).compile(plan, settings);
  }
}
