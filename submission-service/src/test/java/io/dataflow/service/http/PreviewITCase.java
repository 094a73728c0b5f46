package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.http.TestingApi.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Previews and tests of definitions, each in a JVM of its own. */
class PreviewITCase {
  @TempDir static Path folder;
  private static TestingApi api;

  @BeforeAll
  static void start() {
    api = new TestingApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void givenRowsAreShownBehindEveryStepAndNothingIsWritten() throws IOException {
    Path sink = folder.resolve("never");
    String definition =
        """
        {"name": "p", "source": {"sourceType": "file", "connectionString": "/no/such.csv",
           "schema": {"id": "INT", "amount": "DECIMAL(10,2)"}, "options": {"format": "csv"}},
         "transforms": [
           {"id": "big", "transformType": "filter", "config": {"expression": "amount > 10"}},
           {"id": "q", "transformType": "map", "onError": "skip", "config": {"set": {"q": "10 / (id - 2)"}}}],
         "sink": {"sinkType": "file", "connectionString": "%s", "options": {"format": "json"}},
         "deadLetter": {"sinkType": "console"}}"""
            .formatted(sink);
    Reply reply =
        preview(
            definition,
            """
            {"source": [{"id": 1, "amount": "11.50"}, {"id": 2, "amount": 20}, {"id": 3, "amount": 5}, "broken"]}""");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    JsonNode steps = reply.body().path("steps");
    assertThat(steps)
        .extracting(step -> step.path("id").asText())
        .containsExactly("source", "big", "q", "sink");
    assertThat(steps).extracting(step -> step.path("count").asInt()).containsExactly(3, 2, 1, 1);
    assertThat(rows(steps.get(3))).containsExactly("{\"id\":1,\"amount\":11.5,\"q\":-10}");
    assertThat(
            reply
                .body()
                .path("deadLetters")
                .path("rows")
                .path(0)
                .path("row")
                .path("position")
                .asText())
        .isEqualTo("given#4");
    assertThat(reply.body().path("counters").path("q/recordsSkipped").asInt()).isEqualTo(1);
    assertThat(reply.body().path("failure").isNull()).isTrue();
    assertThat(sink).doesNotExist();
  }

  @Test
  void withoutRowsTheSourceIsSampled() throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), "id,name\n1,a\n2,b\n3,c\n");
    Reply reply =
        api.post(
            "/api/v1/pipelines:preview",
            "{\"limit\": 2, \"timeout\": \"20s\", \"definition\": " + fileToConsole(input) + "}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(rows(reply.body().path("steps").get(0)))
        .containsExactly("{\"id\":1,\"name\":\"a\"}", "{\"id\":2,\"name\":\"b\"}");
  }

  @Test
  void aFailingRecordIsNamed() {
    Reply reply =
        preview(
            """
            {"name": "p", "source": {"sourceType": "test", "schema": {"a": "INT"}},
             "transforms": [{"id": "d", "transformType": "map", "config": {"set": {"b": "1 / a"}}}],
             "sink": {"sinkType": "console"}}""",
            "{\"source\": [{\"a\": 0}]}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.body().path("failure").asText())
        .contains("step 'd'")
        .contains("DIVISION_BY_ZERO");
  }

  @Test
  void aWrongDefinitionIsRefusedBeforeAnythingRuns() {
    Reply reply = preview("{\"name\": \"p\"}", "{}");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body().path("code").asText()).isEqualTo("INVALID_DEFINITION");
  }

  @Test
  void rowsOfASourceThatIsNotThereAreRefused() {
    Reply reply = preview(withTests("{}"), "{\"sorce\": [{\"id\": 1}]}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    JsonNode error = reply.body().path("errors").path(0);
    assertThat(error.path("pointer").asText()).isEqualTo("/rows/sorce");
    assertThat(error.path("hint").asText()).isEqualTo("did you mean 'source'?");
  }

  @Test
  void rowsAreArraysOfObjectsAndTexts() {
    Reply reply = preview(withTests("{}"), "{\"source\": {\"id\": 1}, \"b\": [\"x\", 7]}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.body().path("errors"))
        .extracting(error -> error.path("pointer").asText())
        .containsExactly("/rows/source", "/rows/b/1");
  }

  @Test
  void aPreviewThatTakesTooLongSaysSo() {
    Reply reply =
        api.post(
            "/api/v1/pipelines:preview",
            "{\"timeout\": \"1ms\", \"rows\": {}, \"definition\": " + withTests("{}") + "}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(422);
    assertThat(reply.body().path("code").asText()).isEqualTo("TRIAL_LIMIT");
  }

  @Test
  void wrongRequests() {
    assertThat(api.post("/api/v1/pipelines:preview", "{}").status()).isEqualTo(400);
    assertThat(
            api.post(
                    "/api/v1/pipelines:preview",
                    "{\"definition\": {}, \"limit\": 0, \"timeout\": \"9d\", \"from\": \"x\"}")
                .body()
                .path("errors"))
        .hasSize(3);
  }

  @Test
  void testsOfADefinitionRunInValidationAndBeforeAStart() {
    String wrong = withTests("{\"id\": 2, \"twice\": 5}");
    Reply reply = api.post("/api/v1/pipelines:validate?level=sample", wrong);
    assertThat(reply.body().path("valid").asBoolean()).as(reply.text()).isFalse();
    JsonNode test = reply.body().path("tests").get(0);
    assertThat(test.path("passed").asBoolean()).isFalse();
    assertThat(test.path("differences"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "sink: missing: {\"id\":2,\"twice\":5}", "sink: not expected: {\"id\":2,\"twice\":4}");
    assertThat(reply.body().path("diagnostics").get(0).path("pointer").asText())
        .isEqualTo("/tests/0");

    String right = withTests("{\"id\": 2, \"twice\": 4}");
    assertThat(
            api.post("/api/v1/pipelines:validate?level=sample", right)
                .body()
                .path("valid")
                .asBoolean())
        .isTrue();

    assertThat(api.put("/api/v1/pipelines/tested", wrong).status()).isEqualTo(201);
    Reply refused = api.post("/api/v1/pipelines/tested/start", "{\"test\": true}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body().path("errors").get(0).path("code").asText()).isEqualTo("TEST_FAILED");
    assertThat(api.get("/api/v1/pipelines/tested").body().path("status").asText())
        .isEqualTo("configured");
    assertThat(api.put("/api/v1/pipelines/tested", right, "If-Match", "*").status()).isEqualTo(200);
    assertThat(api.post("/api/v1/pipelines/tested/start", "{\"test\": true}").status())
        .isEqualTo(202);
  }

  static String withTests(String expected) {
    return """
    {"name": "tested", "source": {"sourceType": "test", "schema": {"id": "INT"}},
     "transforms": [{"id": "m", "transformType": "map", "config": {"set": {"twice": "id * 2"}}}],
     "sink": {"sinkType": "console"},
     "tests": [{"name": "doubles", "given": {"source": [{"id": 2}]}, "expect": {"sink": [%s]}}]}"""
        .formatted(expected);
  }

  private static String fileToConsole(Path input) {
    return """
    {"name": "p", "source": {"sourceType": "file", "connectionString": "%s"}, "sink": {"sinkType": "console"}}"""
        .formatted(input);
  }

  private static Reply preview(String definition, String rows) {
    ObjectNode body = (ObjectNode) JsonText.stored("{}");
    body.set("definition", JsonText.stored(definition));
    body.set("rows", JsonText.stored(rows));
    return api.post("/api/v1/pipelines:preview", body.toString());
  }

  private static List<String> rows(JsonNode step) {
    List<String> rows = new ArrayList<>();
    step.path("rows").forEach(row -> rows.add(row.path("row").toString()));
    return rows;
  }
}
