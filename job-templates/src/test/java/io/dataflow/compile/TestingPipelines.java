package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.runtime.lookup.InlineConnector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/** Definitions written as YAML in a test, planned over the testing connectors. */
final class TestingPipelines {
  static final ConnectorRegistry CONNECTORS =
      new ConnectorRegistry(
          List.of(
              new TestingRowsConnector(), new TestingCollectConnector(), new InlineConnector()));

  private TestingPipelines() {}

  static PlannerContext context() {
    return new PlannerContext(
        CONNECTORS,
        new ExpressionCompiler(FunctionRegistry.standard()),
        ConnectorPolicy.UNRESTRICTED,
        Map.of("LIMIT", "100"),
        SampleMode.STATIC,
        false);
  }

  static PipelineDefinition definition(String yaml) {
    DefinitionResult result =
        DefinitionReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);
    assertThat(result.definition()).as("%s", result.diagnostics()).isPresent();
    return result.definition().orElseThrow();
  }

  static TypedPlan plan(String yaml) {
    PlanResult result = Planner.plan(definition(yaml), context());
    assertThat(result.plan()).as("%s", result.diagnostics()).isPresent();
    return result.plan().orElseThrow();
  }

  static TypedPlan plan(JsonNode document) {
    DefinitionResult read = DefinitionReader.read(document);
    assertThat(read.definition()).as("%s", read.diagnostics()).isPresent();
    PlanResult result = Planner.plan(read.definition().orElseThrow(), context());
    assertThat(result.plan()).as("%s", result.diagnostics()).isPresent();
    return result.plan().orElseThrow();
  }

  static PipelineCompiler compiler() {
    return new PipelineCompiler(CONNECTORS, ConnectorPolicy.UNRESTRICTED);
  }

  static JobSettings job(Optional<String> restorePath) {
    return new JobSettings(
        new JobID(),
        "Testing",
        "installation",
        "pipeline",
        1,
        1,
        restorePath,
        false,
        JobSettings.Defaults.STANDARD);
  }
}
