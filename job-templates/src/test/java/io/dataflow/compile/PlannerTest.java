package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.connector.SchemaSample;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Severity;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.plan.PlanDescription;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final RecordSchema SAMPLED =
      new RecordSchema(
          List.of(
              new Field("id", FieldType.of(ScalarKind.BIGINT)),
              new Field("name", FieldType.of(ScalarKind.STRING))));

  private static final String UNTYPED =
      """
      name: untyped
      source: {sourceType: rows, connectionString: "${param:IN}"}
      transforms:
        - {id: f, transformType: filter, config: {expression: "id > 1"}}
      sink: {sinkType: collect}
      """;

  @Test
  void aSampledSchemaIsSaidAndBecomesPartOfTheResolvedDefinition() {
    PlanResult result =
        Planner.plan(
            TestingPipelines.definition(UNTYPED),
            context(new SchemaSample(SAMPLED, 12, List.of())));
    assertThat(result.plan()).isPresent();
    assertThat(result.diagnostics())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.code()).isEqualTo(ErrorCode.SCHEMA_INFERRED);
              assertThat(found.severity()).isEqualTo(Severity.INFO);
              assertThat(found.message()).contains("12 records: id BIGINT, name STRING");
            });
    assertThat(result.resolved().sources().get(0).schema()).contains(SAMPLED);
    assertThat(result.resolved().sources().get(0).connectionString()).isEqualTo("${param:IN}");
  }

  @Test
  void aSourceThatCannotBeSampledAsksForASchema() {
    PlanResult result = Planner.plan(TestingPipelines.definition(UNTYPED), context(null));
    assertThat(result.plan()).isEmpty();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.SCHEMA_NOT_INFERRED);
    assertThat(result.diagnostics().get(0).hint().orElse("")).contains("\"schema\": {");
  }

  @Test
  void aConnectionStringThatMeansNothingIsNamed() {
    PlanResult result =
        Planner.plan(
            TestingPipelines.definition(
                UNTYPED
                    .replace("sinkType: collect", "sinkType: nowhere, connectionString: ignored")
                    .replace("connectionString: \"${param:IN}\"", "schema: {id: INT}")),
            new PlannerContext(
                new ConnectorRegistry(
                    List.of(new TestingRowsConnector(), new TestingNowhereConnector())),
                new ExpressionCompiler(FunctionRegistry.standard()),
                ConnectorPolicy.UNRESTRICTED,
                Map.of(),
                SampleMode.STATIC,
                false));
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code, Diagnostic::severity, Diagnostic::pointer)
        .containsExactly(
            tuple(ErrorCode.OPTION_WITHOUT_EFFECT, Severity.INFO, "/sink/connectionString"));
  }

  @Test
  void optionsAreCanonicalAndDefaultsFilledIn() {
    TypedPlan plan =
        TestingPipelines.plan(
            UNTYPED
                .replace("${param:IN}", "${param:LIMIT}")
                .replace(
                    "connectionString:",
                    "schema: {id: INT}, options: {delayMs: 2s, order: RANDOM}, connectionString:"));
    PlanNode.SourceNode source = (PlanNode.SourceNode) plan.nodes().get(0);
    assertThat(source.options().values())
        .isEqualTo(Map.of("bounded", "true", "delay", "2000", "order", "random"));
    assertThat(source.options().connectionString()).isEqualTo("100");
    assertThat(plan.bounded()).isTrue();
  }

  @Test
  void theDefaultPolicyIsDeadLetterWhereThereIsSuchASink() {
    String typed = UNTYPED.replace("connectionString: \"${param:IN}\"", "schema: {id: INT}");
    assertThat(TestingPipelines.plan(typed).nodes())
        .allSatisfy(node -> assertThat(node.onError()).isEqualTo(ErrorPolicy.FAIL));
    List<PlanNode> nodes =
        TestingPipelines.plan(typed + "deadLetter: {sinkType: collect}\n").nodes();
    assertThat(nodes)
        .extracting(PlanNode::onError)
        .containsExactly(ErrorPolicy.DEAD_LETTER, ErrorPolicy.DEAD_LETTER, ErrorPolicy.FAIL);
  }

  @Test
  void aPlanDescribesEveryStepWithItsSchema() {
    PlanDescription description =
        TestingPipelines.plan(
                """
                name: described
                source: {sourceType: rows, schema: {id: INT NOT NULL, name: STRING, note: STRING}}
                transforms:
                  - {id: m, transformType: map, config: {rename: {name: title}, drop: [note], set: {more: id + 1}}}
                sink: {sinkType: collect, options: {guarantee: at-least-once}}
                """)
            .describe();
    assertThat(description.deliveryGuarantee()).isEqualTo("at-least-once");
    assertThat(description.nodes())
        .extracting(PlanDescription.Node::id)
        .containsExactly("source", "m", "sink");
    PlanDescription.Node map = description.nodes().get(1);
    assertThat(map.schema())
        .containsExactly(
            Map.entry("id", "INT NOT NULL"),
            Map.entry("title", "STRING"),
            Map.entry("more", "INT NOT NULL"));
    assertThat(map.details().get("fields")).startsWith("id, title = name, more = ");
    assertThat(map.changeMode()).isEqualTo("append");
    assertThat(description.nodes().get(0).details()).containsEntry("reads", "id, name");
  }

  private static PlannerContext context(SchemaSample sample) {
    return new PlannerContext(
        new ConnectorRegistry(
            List.of(new TestingRowsConnector(sample), new TestingCollectConnector())),
        new ExpressionCompiler(FunctionRegistry.standard()),
        ConnectorPolicy.UNRESTRICTED,
        Map.of("IN", "in"),
        SampleMode.SAMPLE,
        false);
  }
}
