package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dataflow.error.Diagnostic;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
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

/** Runs the cases of {@code plan/*.yaml}: what the reader and the planner say together. */
class PlannerDiagnosticsTest {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  @TestFactory
  Stream<DynamicContainer> diagnostics() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/plan"))) {
      return files.sorted().map(PlannerDiagnosticsTest::cases).toList().stream();
    }
  }

  private static DynamicContainer cases(Path file) {
    try {
      JsonNode cases = YAML.readTree(file.toFile());
      return DynamicContainer.dynamicContainer(
          file.getFileName().toString(),
          StreamSupport.stream(cases.get("cases").spliterator(), false)
              .map(
                  each ->
                      DynamicTest.dynamicTest(
                          each.get("case").asText(), () -> run(cases.get("base"), each))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(JsonNode base, JsonNode each) {
    ObjectNode document = base.deepCopy();
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
    DefinitionResult read = DefinitionReader.read(document);
    PlanResult result =
        Planner.plan(read.readable().orElseThrow(), read.gaps(), TestingPipelines.context());
    List<Diagnostic> found =
        Stream.concat(read.diagnostics().stream(), result.diagnostics().stream()).toList();
    assertThat(found).as("%s", found).hasSize(each.get("expect").size());
    for (int i = 0; i < found.size(); i++) {
      check(found.get(i), each.get("expect").get(i));
    }
    boolean refused = found.stream().anyMatch(Diagnostic::isError);
    boolean unknown =
        found.stream().anyMatch(one -> one.code().name().equals("SCHEMA_NOT_INFERRED"));
    assertThat(result.plan().isPresent()).isEqualTo(!refused && !unknown);
  }

  private static void check(Diagnostic found, JsonNode expected) {
    assertThat(found.code().name()).as("%s", found).isEqualTo(expected.get("code").asText());
    assertThat(found.pointer()).as("%s", found).isEqualTo(expected.get("pointer").asText());
    assertThat(found.severity().name()).isEqualTo(expected.path("severity").asText("ERROR"));
    assertThat(found.message()).contains(expected.path("message").asText());
    assertThat(found.hint().orElse("")).contains(expected.path("hint").asText());
  }
}
