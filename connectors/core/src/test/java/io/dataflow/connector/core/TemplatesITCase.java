package io.dataflow.connector.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every ready-made definition over the data it comes with; {@code templates.yaml} says what
 * has to come out.
 */
class TemplatesITCase {
  private static final Path TEMPLATES = Path.of("../../job-templates/templates").toAbsolutePath();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path out;

  static Stream<Path> templates() throws IOException {
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void runs(Path template, @InjectMiniCluster MiniCluster cluster) throws Exception {
    JsonNode expected = expected(template.getFileName().toString());
    Map<String, String> parameters =
        Map.of("templates", TEMPLATES.normalize().toString(), "out", out.toString());

    cluster.executeJobBlocking(
        TestingDefinitions.with(parameters).compile(Files.readString(template)));

    for (Map.Entry<String, JsonNode> folder : expected.properties()) {
      List<String> lines = WrittenFiles.lines(out.resolve(folder.getKey()));
      assertThat(lines).as(folder.getKey()).hasSize(folder.getValue().get("lines").asInt());
      folder.getValue().get("with").forEach(line -> assertThat(lines).contains(line.asText()));
    }
  }

  private static JsonNode expected(String template) throws IOException {
    try (InputStream text = TemplatesITCase.class.getResourceAsStream("/templates.yaml")) {
      JsonNode expected = new YAMLMapper().readTree(text).get(template);
      assertThat(expected).as("templates.yaml says what comes out of " + template).isNotNull();
      return expected;
    }
  }
}
