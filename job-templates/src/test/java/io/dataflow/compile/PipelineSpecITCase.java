package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dataflow.pipeline.PipelineDefinition;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.pipeline.codec.DefinitionWriter;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import io.dataflow.plan.TypedPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the cases of {@code specs/*.yaml} through planner, compiler and a MiniCluster. */
class PipelineSpecITCase {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private static TestingCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = new TestingCluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.stop();
  }

  @TestFactory
  Stream<DynamicContainer> specs() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/specs"))) {
      return files.sorted().map(PipelineSpecITCase::cases).toList().stream();
    }
  }

  private static DynamicContainer cases(Path file) {
    try {
      JsonNode spec = YAML.readTree(file.toFile());
      ((ObjectNode) spec).put("file", file.getFileName().toString());
      return DynamicContainer.dynamicContainer(
          file.getFileName().toString(),
          StreamSupport.stream(spec.get("cases").spliterator(), false)
              .map(
                  each ->
                      DynamicTest.dynamicTest(
                          each.get("case").asText(), () -> run(cluster, spec, each))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a case; the members of its definition take the place of those of the file's base. */
  static void run(TestingCluster cluster, JsonNode spec, JsonNode each) throws Exception {
    ObjectNode document = spec.get("base").deepCopy();
    JsonNode given = each.has("given") ? each.get("given") : spec.get("given");
    each.get("definition")
        .properties()
        .forEach(
            member -> {
              if (member.getValue().isNull()) {
                document.remove(member.getKey());
              } else {
                document.set(member.getKey(), member.getValue());
              }
            });
    String name = spec.path("file").asText() + ": " + each.get("case").asText();
    connect(document, name);
    DefinitionResult read = DefinitionReader.read(document);
    assertThat(read.definition()).as("%s", read.diagnostics()).isPresent();
    JsonNode canonical = DefinitionWriter.write(read.definition().get());
    PipelineDefinition again = DefinitionReader.read(canonical).definition().orElseThrow();
    assertThat(DefinitionWriter.write(again)).isEqualTo(canonical);
    PlanResult planned = Planner.plan(again, TestingPipelines.context());
    TypedPlan plan =
        planned.plan().orElseThrow(() -> new AssertionError(planned.diagnostics().toString()));
    for (PlanNode node : plan.nodes()) {
      if (node instanceof PlanNode.SourceNode source) {
        TestingRowsConnector.ROWS.put(
            name + "/" + node.id(), SpecRows.read(given.get(node.id()), source.schema()));
      }
    }
    JobResult result =
        cluster.run(
            TestingPipelines.compiler().compile(plan, TestingPipelines.job(Optional.empty())));
    check(name, each.get("expect"), result);
  }

  /** Lets every source and sink read and write under the case's own name. */
  private static void connect(ObjectNode document, String name) {
    for (String one : List.of("source", "sink", "deadLetter")) {
      if (document.get(one) instanceof ObjectNode endpoint) {
        endpoint.put(
            "connectionString", name + "/" + (one.equals("deadLetter") ? "dead-letter" : one));
      }
    }
    for (String many : List.of("sources", "sinks")) {
      document
          .path(many)
          .properties()
          .forEach(
              endpoint ->
                  ((ObjectNode) endpoint.getValue())
                      .put("connectionString", name + "/" + endpoint.getKey()));
    }
  }

  private static void check(String name, JsonNode expected, JobResult result) throws Exception {
    if (expected.has("failure")) {
      assertThat(result.getSerializedThrowable()).isPresent();
      assertThat(result.getSerializedThrowable().get().getFullStringifiedStackTrace())
          .contains(expected.get("failure").asText())
          .contains(expected.get("failureShows").asText());
      return;
    }
    assertThat(result.getSerializedThrowable()).isEmpty();
    for (Map.Entry<String, JsonNode> member : expected.properties()) {
      if (member.getKey().equals("counters")) {
        checkCounters(member.getValue(), result);
      } else {
        checkRows(member.getValue(), name + "/" + member.getKey());
      }
    }
  }

  private static void checkRows(JsonNode expected, String name) throws IOException {
    List<JsonNode> written = written(name);
    if (expected.isObject()) {
      checkRows(expected.get("final"), FinalRows.of(written, expected.path("key")));
    } else {
      checkRows(expected, written);
    }
  }

  private static List<JsonNode> written(String name) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String json :
        TestingCollectConnector.WRITTEN.getOrDefault(name, new ConcurrentLinkedQueue<>())) {
      rows.add(JSON.readTree(json));
    }
    return rows;
  }

  private static void checkRows(JsonNode expected, List<JsonNode> written) {
    List<JsonNode> left = new ArrayList<>(written);
    for (JsonNode row : expected) {
      Optional<JsonNode> match = left.stream().filter(found -> matches(row, found)).findFirst();
      assertThat(match).as("%s in %s", row, written).isPresent();
      // One row for each that is expected: a row that comes twice must not pass.
      left.remove(match.get());
    }
    assertThat(left).as("more than expected of %s", written).isEmpty();
  }

  /** Numbers by value; members in order; a dead letter's message may be left out. */
  private static boolean matches(JsonNode expected, JsonNode found) {
    if (expected.isNumber() && found.isNumber()) {
      return expected.decimalValue().compareTo(found.decimalValue()) == 0;
    } else if (!expected.isObject() || !found.isObject()) {
      return expected.equals(found);
    }
    List<String> names = new ArrayList<>();
    found.fieldNames().forEachRemaining(names::add);
    List<String> expectedNames = new ArrayList<>();
    expected.fieldNames().forEachRemaining(expectedNames::add);
    names.removeIf(name -> name.equals("message") && !expected.has(name));
    return names.equals(expectedNames)
        && names.stream().allMatch(name -> matches(expected.get(name), found.get(name)));
  }

  private static void checkCounters(JsonNode expected, JobResult result) throws Exception {
    Map<String, SerializedValue<OptionalFailure<Object>>> accumulators =
        result.getAccumulatorResults();
    for (Map.Entry<String, JsonNode> counter : expected.properties()) {
      assertThat(accumulators).containsKey(counter.getKey());
      Object value =
          accumulators
              .get(counter.getKey())
              .deserializeValue(PipelineSpecITCase.class.getClassLoader())
              .get();
      assertThat(value).as(counter.getKey()).isEqualTo(counter.getValue().asLong());
    }
  }
}
