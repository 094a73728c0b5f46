package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal says what is wrong and where, without a stack trace, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputITCase {
  private static final String JSON = "Content-Type: application/json";
  private static final String PIPELINES = "/api/v1/pipelines";

  private TestingApi api;
  private String good;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), "id,status,amount\n1,active,10\n");
    api = new TestingApi();
    good = Definitions.fileToConsole(input);
    assertThat(api.put(PIPELINES + "/known", good).status()).isEqualTo(201);
  }

  @AfterAll
  void stop() {
    api.close();
  }

  static Stream<BadInput> cases() {
    return BadInputCases.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedAndChangesNothing(BadInput input) {
    Map<String, Long> before = api.everything();
    TestingApi.Reply reply = api.raw(request(input));
    JsonNode problem = reply.body();

    assertThat(reply.status()).as(reply.toString()).isEqualTo(input.status());
    assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(problem.path("code").asText()).as(reply.text()).isEqualTo(input.code());
    assertThat(problem.path("status").asInt()).isEqualTo(input.status());
    assertThat(problem.path("detail").asText()).isNotBlank();
    if (input.pointer() != null) {
      List<String> pointers = new ArrayList<>();
      problem
          .path("errors")
          .forEach(
              error -> {
                if (error.path("severity").asText().equals("error")) {
                  pointers.add(error.path("pointer").asText());
                }
              });
      assertThat(pointers).as(reply.text()).contains(input.pointer());
    }
    assertThat(reply.text()).doesNotContain("\\tat ", "io.dataflow.", "Exception", "org.");
    assertThat(api.everything()).isEqualTo(before);
  }

  private String request(BadInput input) {
    StringBuilder text = new StringBuilder();
    text.append(input.method()).append(' ').append(input.path()).append(" HTTP/1.1\r\n");
    boolean host = false;
    for (String header : input.headers()) {
      text.append(header).append("\r\n");
      host |= header.startsWith("Host:");
    }
    if (!host) {
      text.append("Host: localhost:").append(api.port()).append("\r\n");
    }
    text.append("Connection: close\r\n");
    String body = input.body() == null ? null : input.body().replace("@GOOD@", good);
    if (body != null) {
      text.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    text.append("\r\n");
    return body == null ? text.toString() : text + body;
  }

  @Test
  void thereAreEnoughCases() {
    assertThat(BadInputCases.all()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(BadInputCases.all().stream().map(BadInput::name)).doesNotHaveDuplicates();
  }

  /** Those of the document, of a connector, and of an expression; by creating and by validating. */
  @Test
  void allErrorsOfADefinitionAreSaidAtOnce() {
    String definition =
        """
        {"name": "", "source": {"sourceType": "test", "schema": {"id": "BIGINT"}, "options": {"rat": 1}},
         "transforms": [{"transformType": "filter", "config": {"expression": "ids > 1"}},
                        {"id": "hole", "transformType": "fliter", "config": {}},
                        {"transformType": "filter", "onError": "dead-letter", "config": {"expression": "a >"}}],
         "sink": {"sinkType": "consol", "input": "hole"}, "extra": 1}""";
    TestingApi.Reply refused = api.post(PIPELINES, definition);
    TestingApi.Reply validated = api.post(PIPELINES + ":validate?level=sample", definition);

    assertThat(refused.status()).isEqualTo(422);
    JsonNode errors = refused.body().path("errors");
    assertThat(errors)
        .extracting(error -> error.path("code").asText() + " " + error.path("pointer").asText())
        .containsExactly(
            "INVALID_VALUE /name",
            "UNKNOWN_TRANSFORM /transforms/1/transformType",
            "UNKNOWN_FIELD_IN_DOCUMENT /extra",
            "UNREAD_OUTPUT /transforms/2",
            "UNKNOWN_OPTION /source/options/rat",
            "UNKNOWN_FIELD /transforms/0/config/expression",
            "CONFLICTING_VALUES /transforms/2/onError",
            "INVALID_EXPRESSION /transforms/2/config/expression",
            "UNKNOWN_CONNECTOR /sink/sinkType");
    assertThat(errors).allMatch(error -> error.has("location"));
    assertThat(validated.body().path("diagnostics")).isEqualTo(errors);
  }

  @Test
  void aLongBodyWithoutALengthIsCutOff() {
    String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";
    TestingApi.Reply reply =
        api.raw(
            "POST /api/v1/pipelines HTTP/1.1\r\nHost: localhost\r\n"
                + JSON
                + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                + chunk.repeat(20)
                + "0\r\n\r\n");
    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.body().path("code").asText()).isEqualTo("BODY_TOO_LARGE");
  }
}
