package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.differential.CanonicalText;
import io.dataflow.differential.DifferentialInput;
import io.dataflow.differential.ExternalValue;
import io.dataflow.differential.FlinkSqlProcess;
import io.dataflow.differential.RandomRows;
import io.dataflow.differential.SqlAnswer;
import io.dataflow.differential.SqlQuery;
import io.dataflow.differential.SqlTable;
import io.dataflow.plan.ChangeMode;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import io.dataflow.schema.Field;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.TypeParser;
import io.dataflow.schema.TypeSyntaxException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The definitions of {@code differential/transforms.yaml} against the SQL that means the same, over
 * the same random rows: what is left of all changes in the end, in any order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransformDifferentialITCase {
  private static final int SHOWN = 6;
  private static final String SEPARATOR = " | ";

  private final JsonNode spec = DifferentialInput.yaml("transforms.yaml");
  private final Map<String, SqlTable> tables = new LinkedHashMap<>();
  private TestingCluster cluster;
  private FlinkSqlProcess flink;
  private Map<String, SqlAnswer> answers;

  @BeforeAll
  void start() throws Exception {
    RandomRows random = DifferentialInput.randomRows();
    for (Map.Entry<String, JsonNode> table : spec.get("tables").properties()) {
      generate(random, table.getKey(), table.getValue());
    }
    Map<String, String> views = new LinkedHashMap<>();
    spec.get("views").properties().forEach(v -> views.put(v.getKey(), v.getValue().asText()));
    List<SqlQuery> queries = new ArrayList<>();
    spec.get("cases")
        .forEach(
            each -> queries.add(new SqlQuery(each.get("case").asText(), each.get("sql").asText())));
    flink = FlinkSqlProcess.start(List.copyOf(tables.values()), views, queries);
    cluster = new TestingCluster();
  }

  @AfterAll
  void stop() throws Exception {
    cluster.stop();
  }

  @TestFactory
  Stream<DynamicTest> bothGiveTheSame() {
    return StreamSupport.stream(spec.get("cases").spliterator(), false)
        .map(each -> DynamicTest.dynamicTest(each.get("case").asText(), () -> compare(each)));
  }

  private void generate(RandomRows random, String name, JsonNode table) throws TypeSyntaxException {
    RecordSchema schema = schema(table.get("schema"));
    List<Object[]> rows = random.rows(schema, table.get("rows").asInt());
    int number = schema.indexOf(table.get("number").asText());
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i)[number] = i;
    }
    List<Row> given;
    if (table.has("time")) {
      String time = table.get("time").asText();
      int delay = table.get("delaySeconds").asInt();
      random.inTime(
          rows,
          schema.indexOf(time),
          Instant.parse(table.get("since").asText()),
          table.get("disorderSeconds").asInt() * 1_000);
      tables.put(name, new SqlTable(name, schema, rows, time, delay));
      given = withWatermarks(rows, schema.indexOf(time), delay * 1_000L);
    } else {
      tables.put(name, new SqlTable(name, schema, rows));
      given = rows.stream().map(Row::of).toList();
    }
    TestingRowsConnector.ROWS.put("differential/" + name, given);
  }

  /** One behind each row that moves it, as Flink SQL is told to: what is late is so in both. */
  private static List<Row> withWatermarks(List<Object[]> rows, int position, long delay) {
    List<Row> given = new ArrayList<>();
    long latest = Long.MIN_VALUE;
    for (Object[] row : rows) {
      given.add(Row.of(row));
      if ((Long) row[position] > latest) {
        latest = (Long) row[position];
        given.add(TestingRowsSource.watermark(latest - delay));
      }
    }
    return given;
  }

  private void compare(JsonNode each) throws Exception {
    String name = each.get("case").asText();
    TypedPlan plan = TestingPipelines.plan(document(each));
    JobResult result =
        cluster.run(
            TestingPipelines.compiler().compile(plan, TestingPipelines.job(Optional.empty())));
    assertThat(result.getSerializedThrowable()).isEmpty();
    if (answers == null) {
      answers = flink.answers();
    }
    SqlAnswer answer = answers.get(name);
    assertThat(answer.failures()).isEmpty();
    List<String> theirs = rows(answer);
    List<String> ours = finalRows(sink(plan), "differential/" + name);
    List<String> onlyOurs = without(ours, theirs);
    List<String> onlyTheirs = without(theirs, ours);
    assertThat(ours).as("a comparison of nothing").isNotEmpty();
    if (each.has("differs")) {
      // With other rows it need not show
      assertThat(DifferentialInput.isUsualSeed() && onlyOurs.isEmpty() && onlyTheirs.isEmpty())
          .as("differs no more: %s", each.get("differs").asText())
          .isFalse();
      return;
    }
    assertThat(onlyOurs.stream().limit(SHOWN))
        .as(
            "of %d rows %d are ours alone, of %d Flink's %d: %s; -Ddifferential.seed=%d",
            ours.size(),
            onlyOurs.size(),
            theirs.size(),
            onlyTheirs.size(),
            onlyTheirs.stream().limit(SHOWN).toList(),
            DifferentialInput.SEED)
        .isEmpty();
    assertThat(onlyTheirs.stream().limit(SHOWN))
        .as("Flink's alone; -Ddifferential.seed=%d", DifferentialInput.SEED)
        .isEmpty();
  }

  private ObjectNode document(JsonNode each) {
    ObjectNode document = new ObjectMapper().createObjectNode();
    document.put("name", each.get("case").asText());
    ObjectNode sources = document.putObject("sources");
    each.get("from").forEach(table -> sources.set(table.asText(), source(table.asText())));
    document.set("transforms", each.get("transforms"));
    document.putObject("settings").put("parallelism", each.path("parallelism").asInt(2));
    document
        .putObject("sink")
        .put("sinkType", "collect")
        .put("connectionString", "differential/" + each.get("case").asText())
        .putObject("options")
        .put("updates", "true");
    return document;
  }

  private ObjectNode source(String name) {
    JsonNode table = spec.get("tables").get(name);
    ObjectNode source =
        new ObjectMapper()
            .createObjectNode()
            .put("sourceType", "rows")
            .put("connectionString", "differential/" + name);
    source.set("schema", table.get("schema"));
    if (table.has("time")) {
      source
          .putObject("eventTime")
          .put("field", table.get("time").asText())
          .put("maxOutOfOrderness", table.get("delaySeconds").asInt() + "s");
    }
    return source;
  }

  private static RecordSchema schema(JsonNode fields) throws TypeSyntaxException {
    List<Field> read = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      read.add(new Field(field.getKey(), TypeParser.parse(field.getValue().asText())));
    }
    return new RecordSchema(read);
  }

  private static PlanNode.SinkNode sink(TypedPlan plan) {
    return (PlanNode.SinkNode) plan.nodes().get(plan.nodes().size() - 1);
  }

  /** What the changes leave, taken as the sink's change mode says that they may be. */
  private static List<String> finalRows(PlanNode.SinkNode sink, String name) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Row row : TestingCollectConnector.ROWS.getOrDefault(name, new ArrayDeque<>())) {
      String text = text(sink.outputSchema(), row);
      boolean comes = row.kind() == RowKind.INSERT || row.kind() == RowKind.UPDATE_AFTER;
      if (sink.outputMode() instanceof ChangeMode.Upsert upsert) {
        rows.put(key(upsert, sink.outputSchema(), row), comes ? List.of(text) : List.of());
      } else {
        List<String> same = rows.computeIfAbsent(text, any -> new ArrayList<>());
        if (comes) {
          same.add(text);
        } else {
          assertThat(same.remove(text)).as("taken back, but not given: %s", row).isTrue();
        }
      }
    }
    return rows.values().stream().flatMap(List::stream).toList();
  }

  private static String key(ChangeMode.Upsert upsert, RecordSchema schema, Row row) {
    return upsert.key().stream()
        .map(name -> text(schema, row, schema.indexOf(name)))
        .collect(Collectors.joining(SEPARATOR));
  }

  private static String text(RecordSchema schema, Row row) {
    return IntStream.range(0, schema.size())
        .mapToObj(i -> text(schema, row, i))
        .collect(Collectors.joining(SEPARATOR));
  }

  private static String text(RecordSchema schema, Row row, int position) {
    return CanonicalText.of(
        ExternalValue.of(schema.fields().get(position).type(), row.get(position)));
  }

  private static List<String> rows(SqlAnswer answer) {
    List<List<String>> columns = answer.columns();
    return IntStream.range(0, columns.get(0).size())
        .mapToObj(
            row ->
                columns.stream()
                    .map(column -> column.get(row))
                    .collect(Collectors.joining(SEPARATOR)))
        .toList();
  }

  /** The rows of a multiset that another one does not have. */
  private static List<String> without(List<String> rows, List<String> others) {
    List<String> left = new ArrayList<>(rows);
    others.forEach(left::remove);
    return left;
  }
}
