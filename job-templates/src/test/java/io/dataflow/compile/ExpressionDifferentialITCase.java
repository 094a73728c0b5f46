package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dataflow.differential.CanonicalText;
import io.dataflow.differential.DifferentialInput;
import io.dataflow.differential.ExpressionPair;
import io.dataflow.differential.ExternalValue;
import io.dataflow.differential.FlinkSqlProcess;
import io.dataflow.differential.SqlAnswer;
import io.dataflow.differential.SqlQuery;
import io.dataflow.differential.SqlTable;
import io.dataflow.error.DataException;
import io.dataflow.expression.TestingExpression;
import io.dataflow.expression.TypedExpression;
import io.dataflow.function.json.RowJson;
import io.dataflow.plan.MappedField;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The expressions of {@code differential/expressions.txt}, as the fields of one map step, computed
 * by us and by Flink SQL over the same random rows. {@code -Ddifferential.seed} and {@code
 * -Ddifferential.rows} choose others.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpressionDifferentialITCase {
  private static final int ROWS = Integer.getInteger("differential.rows", 1_000);
  private static final int SHOWN = 5;

  private final List<ExpressionPair> pairs =
      ExpressionPair.read(DifferentialInput.text("expressions.txt"));
  private final List<List<Object>> values = new ArrayList<>();
  private TypedPlan plan;
  private List<Object[]> rows;
  private SqlAnswer answer;

  @BeforeAll
  void compute() throws Exception {
    plan = plan();
    PlanNode.SourceNode source = (PlanNode.SourceNode) plan.nodes().get(0);
    rows = DifferentialInput.randomRows().rows(source.schema(), ROWS);
    FlinkSqlProcess flink =
        FlinkSqlProcess.start(
            List.of(new SqlTable("t", source.schema(), rows)),
            Map.of(),
            List.of(
                new SqlQuery(
                    "expressions", pairs.stream().map(ExpressionPair::sql).toList(), "FROM t")));
    for (MappedField field : map().fields()) {
      values.add(values(field));
    }
    answer = flink.answers().get("expressions");
  }

  @TestFactory
  Stream<DynamicTest> bothGiveTheSame() {
    return IntStream.range(0, pairs.size())
        .mapToObj(
            i -> DynamicTest.dynamicTest(pairs.get(i).toString(), () -> compare(pairs.get(i), i)));
  }

  /** The fused step on a MiniCluster gives what its expressions give one by one. */
  @Test
  void theJobGivesTheSame() throws Exception {
    TestingRowsConnector.ROWS.put("differential", rows.stream().map(Row::of).toList());
    TestingCluster cluster = new TestingCluster();
    try {
      assertThat(
              cluster
                  .run(
                      TestingPipelines.compiler()
                          .compile(plan, TestingPipelines.job(Optional.empty())))
                  .getSerializedThrowable())
          .isEmpty();
    } finally {
      cluster.stop();
    }
    RecordSchema schema = map().outputSchema();
    List<String> expected = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      Object[] fields = new Object[values.size()];
      for (int i = 0; i < fields.length; i++) {
        Object value = values.get(i).get(row);
        fields[i] = value instanceof DataException ? null : value;
      }
      expected.add(RowJson.of(schema, fields));
    }
    assertThat(TestingCollectConnector.WRITTEN.get("differential"))
        .containsExactlyElementsOf(expected);
  }

  private void compare(ExpressionPair pair, int column) {
    assertThat(answer.failures().get(pair.sql())).as("why Flink SQL cannot compute it").isNull();
    PlanNode.MapNode map = map();
    List<String> different = new ArrayList<>();
    int allowed = 0;
    for (int row = 0; row < rows.size(); row++) {
      Object value = values.get(column).get(row);
      String ours =
          value instanceof DataException failure
              ? "!" + failure.code()
              : CanonicalText.of(
                  ExternalValue.of(map.outputSchema().fields().get(column).type(), value));
      String theirs = answer.columns().get(column).get(row);
      if (!ours.equals(theirs)) {
        if (pair.mayDiffer(ours)) {
          allowed++;
        } else {
          different.add(ours + ", Flink " + theirs + ", of " + used(map, column, rows.get(row)));
        }
      }
    }
    assertThat(different.stream().limit(SHOWN))
        .as(
            "%d of %d rows differ; -Ddifferential.seed=%d",
            different.size(), ROWS, DifferentialInput.SEED)
        .isEmpty();
    // What makes some differ is rare, so other rows need not have it.
    if (!pair.differing().isEmpty() && DifferentialInput.isUsualSeed()) {
      assertThat(allowed).as("differs no more: %s", pair.reason()).isPositive();
    }
  }

  private static String used(PlanNode.MapNode map, int column, Object[] row) {
    Map<String, String> used = new LinkedHashMap<>();
    if (map.fields().get(column) instanceof MappedField.Computed computed) {
      for (int position : computed.expression().usedFields()) {
        used.put(
            map.inputSchema().fields().get(position).name(),
            CanonicalText.of(
                ExternalValue.of(map.inputSchema().fields().get(position).type(), row[position])));
      }
    }
    return used.toString();
  }

  private List<Object> values(MappedField field) {
    if (field instanceof MappedField.Copied copied) {
      return rows.stream().map(row -> row[copied.position()]).toList();
    }
    TypedExpression expression = ((MappedField.Computed) field).expression();
    TestingExpression.Evaluation evaluation = TestingExpression.evaluation(expression);
    List<Object> all = new ArrayList<>();
    for (Object[] row : rows) {
      try {
        all.add(evaluation.value(row));
      } catch (DataException e) {
        all.add(e);
      }
    }
    return all;
  }

  private PlanNode.MapNode map() {
    return (PlanNode.MapNode) plan.nodes().get(1);
  }

  private TypedPlan plan() {
    Map<String, String> set = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      set.put("e" + i, pairs.get(i).ours());
    }
    Map<String, Object> document =
        Map.of(
            "name",
            "Differential",
            "source",
            Map.of(
                "sourceType",
                "rows",
                "connectionString",
                "differential",
                "schema",
                DifferentialInput.yaml("rows.yaml").get("schema")),
            "transforms",
            List.of(
                Map.of(
                    "transformType",
                    "map",
                    "onError",
                    "null",
                    "config",
                    Map.of("set", set, "preserveUnmapped", false))),
            "sink",
            Map.of("sinkType", "collect", "connectionString", "differential"));
    return TestingPipelines.plan(new ObjectMapper().<JsonNode>valueToTree(document));
  }
}
