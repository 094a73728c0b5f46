package io.dataflow.trial;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the tests inside the definitions of {@code trials/*.yaml}, whose {@code files} are written
 * into <code>${param:DIR}</code>. Every test passes but those named in {@code differences}.
 */
class TrialRunnerITCase {
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> trials() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/resources/trials"))) {
      return files.sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
    }
  }

  private void run(Path file) throws Exception {
    JsonNode trial = YAML.readTree(file.toFile());
    for (Map.Entry<String, JsonNode> written : trial.path("files").properties()) {
      Files.writeString(folder.resolve(written.getKey()), written.getValue().textValue());
    }
    TrialRequest request =
        new TrialRequest(
            trial.get("definition").toString(),
            false,
            true,
            null,
            0,
            60_000,
            Map.of("DIR", folder.toString()),
            List.of(folder.toString()),
            false);
    ObjectNode answer = new TrialRunner(request, Files.createTempDirectory(folder, "work")).run();
    assertThat(answer.path("tests")).as(answer.toString()).isNotEmpty();
    for (JsonNode test : answer.path("tests")) {
      JsonNode expected = trial.path("differences").path(test.path("name").textValue());
      assertThat(texts(test.path("differences"))).isEqualTo(texts(expected));
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.textValue()));
    return texts;
  }
}
