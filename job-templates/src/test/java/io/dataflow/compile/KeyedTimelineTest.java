package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.PlanResult;
import io.dataflow.plan.Planner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the cases of {@code timelines/*.yaml}: the operator of a definition's last step is given
 * rows, watermarks and times one by one, and what comes out is looked at after each of them.
 */
class KeyedTimelineTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TestFactory
  Stream<DynamicContainer> timelines() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/timelines"))) {
      return files.sorted().map(KeyedTimelineTest::cases).toList().stream();
    }
  }

  private static DynamicContainer cases(Path file) {
    try {
      JsonNode spec = YAML.readTree(file.toFile());
      return DynamicContainer.dynamicContainer(
          file.getFileName().toString(),
          StreamSupport.stream(spec.get("cases").spliterator(), false)
              .map(
                  each ->
                      DynamicTest.dynamicTest(each.get("case").asText(), () -> run(spec, each))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(JsonNode spec, JsonNode each) throws Exception {
    TestingKeyedStep step = new TestingKeyedStep(node(spec, each));
    try {
      int number = 0;
      for (JsonNode event : each.get("timeline")) {
        step.take(event);
        String place = "event " + number++ + ": " + event;
        assertThat(step.output()).as(place).isEqualTo(texts(event, "out"));
        assertThat(step.deadLetters()).as(place).isEqualTo(texts(event, "dead"));
        if (event.has("kept")) {
          assertThat(step.kept()).as(place).isEqualTo(event.get("kept").asInt());
        }
      }
    } finally {
      step.stop();
    }
  }

  private static List<String> texts(JsonNode event, String member) {
    return StreamSupport.stream(event.path(member).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  /** The last step of the case; the sink reads it. */
  private static KeyedNode node(JsonNode spec, JsonNode each) {
    ObjectNode document = YAML.createObjectNode().put("name", "timeline");
    document.set(
        "sources", each.path("sources").isObject() ? each.get("sources") : spec.get("sources"));
    ArrayNode transforms = document.putArray("transforms");
    each.path("before").forEach(transforms::add);
    ObjectNode last = transforms.addObject().put("id", "step");
    last.setAll((ObjectNode) each.get("step"));
    ObjectNode sink = document.putObject("sinks").putObject("out").put("sinkType", "collect");
    sink.putObject("options").put("updates", "true");
    if (each.has("deadLetter")) {
      document.putObject("deadLetter").put("sinkType", "collect");
    }
    if (each.path("filtered").asBoolean()) {
      ObjectNode filter = transforms.addObject().put("id", "f").put("transformType", "filter");
      filter.putObject("config").put("expression", "TRUE");
    }
    DefinitionResult read = DefinitionReader.read(document);
    assertThat(read.definition()).as("%s", read.diagnostics()).isPresent();
    PlanResult planned = Planner.plan(read.definition().orElseThrow(), TestingPipelines.context());
    assertThat(planned.plan()).as("%s", planned.diagnostics()).isPresent();
    return (KeyedNode)
        planned.plan().orElseThrow().nodes().stream()
            .filter(node -> node.id().equals("step"))
            .findFirst()
            .orElseThrow();
  }
}
