package io.dataflow.pipeline.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Location;
import io.dataflow.pipeline.PipelineDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionReaderTest {
  private static final YAMLMapper YAML = new YAMLMapper();

  static Stream<Arguments> seedVariants() throws IOException {
    return Stream.concat(
        cases("/definitions/seed-variants.yaml"), cases("/definitions/joins.yaml"));
  }

  static Stream<Arguments> badDocuments() throws IOException {
    return Stream.concat(
        cases("/definitions/bad-documents.yaml"), cases("/definitions/bad-joins.yaml"));
  }

  private static Stream<Arguments> cases(String resource) throws IOException {
    try (InputStream in = DefinitionReaderTest.class.getResourceAsStream(resource)) {
      return StreamSupport.stream(YAML.readTree(in).spliterator(), false)
          .map(node -> Arguments.of(node.get("case").asText(), node));
    }
  }

  private static DefinitionResult read(String document) {
    return DefinitionReader.read(document.getBytes(StandardCharsets.UTF_8), DocumentFormat.JSON);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seedVariants")
  void takesTheSeedsSpellings(String name, JsonNode test) {
    DefinitionResult result = read(test.get("document").asText());

    assertThat(result.diagnostics()).isEmpty();
    JsonNode canonical = DefinitionWriter.write(result.definition().orElseThrow());
    test.get("means")
        .properties()
        .forEach(
            expected ->
                assertThat(canonical.at(expected.getKey()).toString())
                    .as(expected.getKey())
                    .isEqualTo(expected.getValue().toString()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seedVariants")
  void theCanonicalDocumentReadsBackEqual(String name, JsonNode test) {
    PipelineDefinition first = read(test.get("document").asText()).definition().orElseThrow();
    JsonNode canonical = DefinitionWriter.write(first);

    PipelineDefinition second = DefinitionReader.read(canonical).definition().orElseThrow();

    assertThat(DefinitionWriter.write(second)).isEqualTo(canonical);
    assertThat(second.sources()).isEqualTo(first.sources());
    assertThat(second.sinks()).isEqualTo(first.sinks());
    assertThat(second.transforms())
        .extracting("config")
        .isEqualTo(first.transforms().stream().map(t -> t.config()).toList());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badDocuments")
  void refusesWithEveryErrorLocated(String name, JsonNode test) {
    DefinitionResult result = read(test.get("document").asText());

    assertThat(result.definition()).isEmpty();
    List<String> expected = new ArrayList<>();
    List<String> found = new ArrayList<>();
    test.get("errors")
        .forEach(
            error ->
                expected.add(error.get("code").asText() + " " + error.get("pointer").asText()));
    result
        .diagnostics()
        .forEach(diagnostic -> found.add(diagnostic.code() + " " + diagnostic.pointer()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    test.get("errors")
        .forEach(
            error ->
                assertThat(result.diagnostics())
                    .anyMatch(diagnostic -> text(diagnostic).contains(error.get("says").asText())));
  }

  static Stream<Arguments> badYaml() throws IOException {
    return cases("/definitions/bad-yaml.yaml");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badYaml")
  void refusesWhatOtherReadersOfYamlTake(String name, JsonNode test) {
    String yaml =
        "name: a\nsource: {sourceType: test}\nsink: {sinkType: console}\n"
            + test.get("add").asText()
            + "\n";

    DefinitionResult result =
        DefinitionReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);

    assertThat(result.definition()).isEmpty();
    assertThat(result.diagnostics()).as("%s", result).hasSize(test.get("errors").size());
    test.get("errors")
        .forEach(
            error ->
                assertThat(result.diagnostics())
                    .as("%s", error)
                    .anyMatch(
                        found ->
                            found.code().name().equals(error.get("code").asText())
                                && found.pointer().equals(error.get("pointer").asText())
                                && text(found).contains(error.get("says").asText())));
  }

  private static String text(Diagnostic diagnostic) {
    return diagnostic.message() + " " + diagnostic.hint().orElse("");
  }

  @Test
  void placesDiagnosticsInTheText() {
    DefinitionResult result =
        read(
            """
            {
              "name": "orders",
              "source": {"sourceType": "test", "batchSize": 0},
              "sink": {"sinkType": "console"}
            }""");

    assertThat(result.diagnostics())
        .singleElement()
        .extracting(Diagnostic::location)
        .isEqualTo(Optional.of(new Location(3, 49)));
  }

  @Test
  void readsYamlAsTheSameDefinition() {
    String yaml =
        """
        name: orders
        source: {sourceType: test}
        transforms:
          - transformType: filter
            config: {expression: "a = 'b'"}
        sink: {sinkType: console}
        """;
    String json =
        """
        {"name": "orders", "source": {"sourceType": "test"},
         "transforms": [{"transformType": "filter", "config": {"expression": "a = 'b'"}}], "sink": {"sinkType": "console"}}""";

    assertThat(
            DefinitionReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML)
                .definition())
        .isPresent()
        .isEqualTo(read(json).definition());
  }

  @Test
  void refusesYamlAliases() {
    String yaml =
        "name: &a orders\ndescription: *a\nsource: {sourceType: test}\nsink: {sinkType: console}\n";

    DefinitionResult result =
        DefinitionReader.read(yaml.getBytes(StandardCharsets.UTF_8), DocumentFormat.YAML);

    assertThat(result.definition()).isEmpty();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsOnly(ErrorCode.MALFORMED_DOCUMENT);
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    DefinitionResult result =
        DefinitionReader.read(new byte[] {'{', (byte) 0xC3, '}'}, DocumentFormat.JSON);

    assertThat(result.diagnostics())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("UTF-8");
  }

  @Test
  void boundsDepthAndSize() {
    String deep = "[".repeat(10_000);
    String tooMany =
        "{\"name\":\"a\",\"source\":{\"sourceType\":\"test\"},\"sink\":{\"sinkType\":\"console\"},\"transforms\":["
            + "{\"transformType\":\"filter\",\"config\":{\"expression\":\"a\"}},".repeat(10_000)
            + "{}]}";

    assertThat(read(deep).diagnostics())
        .singleElement()
        .extracting(Diagnostic::message)
        .asString()
        .contains("nested");
    assertThat(read(tooMany).diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.DOCUMENT_TOO_LARGE);
    assertThat(read("\"" + "x".repeat(DocumentParser.MAX_BYTES) + "\"").diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(ErrorCode.DOCUMENT_TOO_LARGE);
  }

  @Test
  void readsGraphs() {
    PipelineDefinition definition =
        read("""
                {"name": "fan-out",
                 "sources": {"orders": {"sourceType": "test"}},
                 "transforms": [{"id": "active", "transformType": "filter", "inputs": ["orders"], "config": {"expression": "a"}},
                                {"id": "other", "transformType": "filter", "inputs": ["orders"], "config": {"expression": "b"}}],
                 "sinks": {"hot": {"sinkType": "console", "input": "active"}, "cold": {"sinkType": "console", "input": "other"}}}""")
            .definition()
            .orElseThrow();

    assertThat(definition.linear()).isFalse();
    assertThat(definition.transforms())
        .extracting("inputs")
        .containsExactly(List.of("orders"), List.of("orders"));
    assertThat(definition.sinks())
        .extracting("input")
        .containsExactly(Optional.of("active"), Optional.of("other"));
    assertThat(DefinitionReader.read(DefinitionWriter.write(definition)).definition())
        .contains(definition);
  }

  @Test
  void saysHowManyMoreErrorsThereAre() {
    String unknown =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"x" + i + "\":1")
            .collect(Collectors.joining(","));
    List<Diagnostic> found = read("{\"name\":\"\"," + unknown + "}").diagnostics();

    assertThat(found).hasSize(201).allMatch(Diagnostic::isError);
    assertThat(found).allMatch(each -> each.location().isPresent());
    // the name, the source, the sink and the unknown ones
    assertThat(found.get(200).message()).isEqualTo("there are 19803 more findings, from here on");
    assertThat(found.get(200).pointer()).startsWith("/x");
  }
}
