package io.dataflow.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.dataflow.pipeline.codec.DefinitionReader;
import io.dataflow.pipeline.codec.DefinitionResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Executes what the pages of {@code docs/transforms} show. A {@code yaml} block is a case as in
 * {@code specs/*.yaml} ({@code given}, {@code definition}, {@code expect}) and is run; its sources
 * give rows and need only a {@code schema}, its sink collects. A {@code json} block is a step or a
 * whole definition and has to be read without a finding.
 */
class TransformDocsITCase {
  private static final Path PAGES = Path.of("../docs/transforms");
  private static final Path INDEX = PAGES.resolve("README.md");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|json)\\n(.*?)^```$");
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory()).enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TestingCluster cluster;

  /**
   * @param line where it begins, from 1
   */
  private record Block(String language, int line, String text) {}

  @BeforeAll
  static void start() throws Exception {
    cluster = new TestingCluster();
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.stop();
  }

  @TestFactory
  Stream<DynamicContainer> pages() throws IOException {
    return files().stream()
        .map(
            page ->
                DynamicContainer.dynamicContainer(
                    page.getFileName().toString(),
                    blocks(page).stream().map(block -> test(page, block))));
  }

  @Test
  void everyPageRunsAnExampleAndIsInTheIndex() throws IOException {
    String index = Files.readString(INDEX);
    String definition = Files.readString(PAGES.resolve("../definition.md"));
    for (Path page : files()) {
      if (page.equals(INDEX)) {
        continue;
      }
      assertThat(blocks(page)).as("%s", page).anyMatch(block -> block.language().equals("yaml"));
      assertThat(index).contains("](" + page.getFileName() + ")");
      assertThat(definition).contains("](transforms/" + page.getFileName() + ")");
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  private static List<Block> blocks(Path page) {
    try {
      String text = Files.readString(page);
      List<Block> blocks = new ArrayList<>();
      for (Matcher matcher = BLOCK.matcher(text); matcher.find(); ) {
        int line = (int) text.substring(0, matcher.start()).lines().count() + 1;
        blocks.add(new Block(matcher.group(1), line, matcher.group(2)));
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DynamicTest test(Path page, Block block) {
    String name = page.getFileName() + ":" + block.line();
    return DynamicTest.dynamicTest(
        name,
        () -> {
          if (block.language().equals("yaml")) {
            run(name, YAML.readTree(block.text()));
          } else {
            read(JSON.readTree(block.text()));
          }
        });
  }

  private static void run(String name, JsonNode block) throws Exception {
    ObjectNode spec = YAML.createObjectNode();
    ObjectNode base = spec.putObject("base");
    base.put("name", "example");
    ObjectNode each = block.deepCopy();
    each.put("case", name);
    JsonNode definition = each.get("definition");
    if (!definition.has("sources")) {
      base.putObject("source").put("sourceType", "rows");
    }
    if (!definition.has("sinks")) {
      base.putObject("sink").put("sinkType", "collect");
    }
    if (definition.get("source") instanceof ObjectNode source) {
      source.put("sourceType", "rows");
    }
    definition.path("sources").forEach(source -> ((ObjectNode) source).put("sourceType", "rows"));
    PipelineSpecITCase.run(cluster, spec, each);
  }

  private static void read(JsonNode block) {
    DefinitionResult read = DefinitionReader.read(block.has("name") ? block : definition(block));
    assertThat(read.diagnostics()).isEmpty();
    assertThat(read.definition()).isPresent();
  }

  private static JsonNode definition(JsonNode step) {
    ObjectNode document = JSON.createObjectNode().put("name", "example");
    document.putObject("source").put("sourceType", "rows");
    document.putArray("transforms").add(step);
    document.putObject("sink").put("sinkType", "collect");
    return document;
  }
}
