package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.TypedPlan;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Steps that keep rows whole go on from a savepoint after the fields of their input were edited, as
 * {@code edits/*.yaml} says; and what the verdict says is what Flink does.
 */
class RowsEditITCase {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final List<String> SIDES = List.of("left", "right");

  @TempDir private Path directory;

  private JsonNode spec;
  private TestingCluster cluster;
  private String savepoint;

  @ParameterizedTest
  @CsvSource({
    "appending, hashmap",
    "appending, rocksdb",
    "updating, hashmap",
    "updating, rocksdb",
    "keys, hashmap",
    "keys, rocksdb",
  })
  @Timeout(300)
  void rowsGoOnByName(String file, String backend) throws Exception {
    spec = YAML.readTree(Path.of("src/test/resources/edits", file + ".yaml").toFile());
    Configuration configuration = new Configuration();
    configuration.set(StateBackendOptions.STATE_BACKEND, backend);
    cluster = new TestingCluster(configuration);
    try {
      savepoint = stopped();
      for (JsonNode edit : spec.get("edits")) {
        check(edit);
      }
    } finally {
      cluster.stop();
    }
  }

  /** Both sides are read whole; the barrier of the savepoint comes behind their rows. */
  private String stopped() throws Exception {
    rows(List.of("first"));
    List<Queue<String>> seen = SIDES.stream().map(side -> written("seen-" + side)).toList();
    JobGraph first = compile(plan(spec.get("shape"), steps(), false), Optional.empty());
    cluster.submit(first);
    cluster.await(first.getJobID(), () -> isRead(seen));
    return cluster.stopWithSavepoint(first.getJobID(), directory.toUri().toString());
  }

  private boolean isRead(List<Queue<String>> seen) {
    return seen.get(0).size() == spec.at("/first/left").size()
        && seen.get(1).size() == spec.at("/first/right").size();
  }

  private void check(JsonNode edit) throws Exception {
    String name = edit.get("edit").asText();
    StateVerdict verdict = verdict(edit);
    assertThat(verdict.outcome().text()).as(name).isEqualTo(edit.get("verdict").asText());
    for (StateVerdict.Step step : verdict.steps()) {
      assertThat(step.because())
          .as(name + ": " + step.id())
          .isEqualTo(edit.path("because").path(step.id()).asText());
      if (!edit.has("because")) {
        assertThat(step.columns())
            .as(name + ": " + step.id())
            .extracting(column -> column.change().text() + " " + column.name())
            .containsExactlyElementsOf(texts(edit.path("columns").path(step.id())));
      }
    }
    rows(List.of("first", "more"));
    if (edit.has("expect")) {
      goesOn(name, edit);
    } else {
      for (String step : (Iterable<String>) () -> edit.get("because").fieldNames()) {
        isRefused(name, edit, step);
      }
    }
  }

  private void goesOn(String name, JsonNode edit) throws Exception {
    List<Queue<String>> written = steps().stream().map(RowsEditITCase::written).toList();
    JobResult result =
        cluster.run(compile(plan(edit.get("shape"), steps(), true), Optional.of(savepoint)));
    assertThat(result.getSerializedThrowable()).as(name).isEmpty();
    for (int i = 0; i < written.size(); i++) {
      JsonNode expected = edit.get("expect").get(steps().get(i));
      if (expected != null) {
        assertThat(written.get(i))
            .as(name + ": " + steps().get(i))
            .containsExactlyInAnyOrderElementsOf(
                StreamSupport.stream(expected.spliterator(), false)
                    .map(JsonNode::toString)
                    .toList());
      }
    }
  }

  /** By Flink as well, of which only the steps that it needs are asked. */
  private void isRefused(String name, JsonNode edit, String step) throws Exception {
    List<String> needed = new ArrayList<>(List.of(step));
    steps().stream()
        .filter(other -> texts(transform(step).get("inputs")).contains(other))
        .forEach(needed::add);
    TypedPlan plan = plan(edit.get("shape"), needed, true);
    JobResult result = cluster.run(compile(plan, Optional.of(savepoint)));
    assertThat(result.getSerializedThrowable()).as(name + ": " + step).isPresent();
    assertThat(result.getSerializedThrowable().get().getFullStringifiedStackTrace())
        .as(name + ": " + step)
        .contains("StateMigrationException");
  }

  private StateVerdict verdict(JsonNode edit) throws IOException {
    return StateComparison.of(
        plan(spec.get("shape"), steps(), false), plan(edit.get("shape"), steps(), true));
  }

  /** Ids of the steps with state. */
  private List<String> steps() {
    return StreamSupport.stream(spec.at("/definition/transforms").spliterator(), false)
        .map(step -> step.get("id").asText())
        .filter(id -> id.length() > 1)
        .toList();
  }

  private JsonNode transform(String id) {
    return StreamSupport.stream(spec.at("/definition/transforms").spliterator(), false)
        .filter(step -> step.get("id").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private TypedPlan plan(JsonNode shape, List<String> steps, boolean bounded) throws IOException {
    ObjectNode document = spec.get("definition").deepCopy();
    document
        .get("sources")
        .forEach(source -> ((ObjectNode) source).putObject("options").put("bounded", bounded));
    List<JsonNode> kept = new ArrayList<>();
    document.get("transforms").forEach(kept::add);
    List<String> without = new ArrayList<>(steps());
    without.removeAll(steps);
    kept.removeIf(
        step ->
            without.contains(id(step))
                || texts(step.get("inputs")).stream().anyMatch(without::contains));
    document.putArray("transforms").addAll(kept);
    ObjectNode sinks = document.putObject("sinks");
    for (String side : SIDES) {
      String select = side.substring(0, 1);
      kept.stream()
          .filter(step -> id(step).equals(select))
          .forEach(step -> ((ObjectNode) step.get("config")).set("fields", shape.get(side)));
      sink(sinks, "seen-" + side, select);
    }
    for (String step : steps) {
      String last =
          kept.stream()
              .filter(behind -> id(behind).length() == 1)
              .filter(behind -> texts(behind.get("inputs")).contains(step))
              .map(RowsEditITCase::id)
              .findFirst()
              .orElse(step);
      sink(sinks, step + "-out", last);
    }
    DefinitionResult read = DefinitionReader.read(document);
    assertThat(read.definition()).as("%s", read.diagnostics()).isPresent();
    PlanResult planned = Planner.plan(read.definition().orElseThrow(), TestingPipelines.context());
    assertThat(planned.plan()).as("%s", planned.diagnostics()).isPresent();
    return planned.plan().orElseThrow();
  }

  private static String id(JsonNode step) {
    return step.get("id").asText();
  }

  private static void sink(ObjectNode sinks, String id, String input) {
    String name = id.replace("-out", "");
    ObjectNode sink = sinks.putObject(id).put("sinkType", "collect").put("input", input);
    sink.put("connectionString", "edits-" + name).putObject("options").put("updates", "true");
  }

  private static JobGraph compile(TypedPlan plan, Optional<String> restorePath) {
    JobSettings.Defaults standard = JobSettings.Defaults.STANDARD;
    JobSettings.Defaults once =
        new JobSettings.Defaults(
            standard.parallelism(),
            standard.checkpointInterval(),
            standard.checkpointTimeout(),
            1,
            Duration.ofMillis(100));
    return TestingPipelines.compiler()
        .compile(
            plan,
            new JobSettings(
                new JobID(), "Testing", "installation", "pipeline", 1, 1, restorePath, true, once));
  }

  private void rows(List<String> parts) throws IOException {
    TypedPlan plan = plan(spec.get("shape"), steps(), true);
    for (String side : SIDES) {
      List<Row> rows = new ArrayList<>();
      for (String part : parts) {
        rows.addAll(SpecRows.read(spec.get(part).get(side), source(plan, side)));
      }
      TestingRowsConnector.ROWS.put("edits-" + side, List.copyOf(rows));
    }
  }

  private static RecordSchema source(TypedPlan plan, String id) {
    return plan.nodes().stream()
        .filter(node -> node.id().equals(id))
        .findFirst()
        .orElseThrow()
        .outputSchema();
  }

  private static Queue<String> written(String name) {
    Queue<String> queue = new ConcurrentLinkedQueue<>();
    TestingCollectConnector.WRITTEN.put("edits-" + name, queue);
    return queue;
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
