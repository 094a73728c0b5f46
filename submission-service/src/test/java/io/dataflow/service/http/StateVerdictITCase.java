package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.service.domain.JobOutcome;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.WaitingReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What answers say about state before anything is started. */
class StateVerdictITCase {
  private static final String ONE = "/api/v1/pipelines/orders";
  private TestingApi api;

  @BeforeEach
  void start() {
    api = new TestingApi();
    assertThat(api.put(ONE, keyedBy("id")).status()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  static String keyedBy(String field) {
    return """
        {"name": "Orders",
         "source": {"sourceType": "test", "schema": {"id": "BIGINT NOT NULL", "word": "STRING"}},
         "transforms": [{"transformType": "deduplicate", "config": {"keys": ["%s"], "keep": "first"}}],
         "sink": {"sinkType": "console"}}"""
        .formatted(field);
  }

  private static String intoAFile() {
    return keyedBy("id")
        .replace(
            "{\"sinkType\": \"console\"}",
            "{\"sinkType\": \"file\", \"connectionString\": \"/out/orders.csv\"}");
  }

  private void runs() {
    runs("orders");
  }

  /** Of its first version. */
  private void runs(String id) {
    api.post("/api/v1/pipelines/" + id + "/start", null);
    api.happens(
        id,
        new PipelineEvent.AttemptPlanned(
            1, "b".repeat(32), 1, Optional.empty(), "first", false, Instant.now()),
        new PipelineEvent.JobSubmitted(1),
        new PipelineEvent.JobRunning(1),
        new PipelineEvent.FirstCheckpointCompleted(1, 1));
  }

  private JsonNode put(String definition) {
    return put(ONE, definition);
  }

  private JsonNode put(String path, String definition) {
    TestingApi.Reply reply = api.put(path, definition, "If-Match", "*");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.body().path("state");
  }

  @Test
  void withoutStateNothingIsLost() {
    assertThat(put(keyedBy("word")).toString())
        .isEqualTo(
            "{\"verdict\":\"compatible\",\"message\":\"there is no state yet\",\"steps\":[]}");
  }

  @Test
  void aDroppedStepIsNamedByPutAndValidate() {
    runs();
    JsonNode validated =
        api.post("/api/v1/pipelines:validate?against=orders", keyedBy("word")).body().path("state");
    JsonNode put = put(keyedBy("word"));

    assertThat(validated).isEqualTo(put);
    assertThat(put.path("verdict").asText()).isEqualTo("drops");
    assertThat(put.path("against").asInt()).isEqualTo(1);
    assertThat(put.path("message").asText())
        .isEqualTo(
            "drops the state of deduplicate 'deduplicate-1' (its key was 'id BIGINT' and is 'word"
                + " STRING'): only a start with allowNonRestoredState goes on without it");
    assertThat(put.path("steps"))
        .extracting(step -> step.path("change").asText())
        .containsExactly("kept", "dropped", "kept");
    assertThat(api.get(ONE).body().path("status").asText()).isEqualTo("running");

    JsonNode back = api.post(ONE + "/rollback", "{\"version\": 1}").body().path("state");
    assertThat(back.path("verdict").asText()).isEqualTo("compatible");
    assertThat(back.path("message").asText()).isEqualTo("all state goes on");
  }

  @Test
  void nothingIsStoppedForAVersionThatCouldNotBegin() {
    runs();
    Map<String, Long> before = api.everything();
    TestingApi.Reply refused = api.put(ONE + "?rollout=true", keyedBy("word"), "If-Match", "*");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("code").asText()).isEqualTo("INCOMPATIBLE_CHANGE");
    assertThat(refused.body().path("state").path("verdict").asText()).isEqualTo("drops");
    assertThat(api.everything()).isEqualTo(before);

    put(keyedBy("word"));
    assertThat(api.post(ONE + "/restart", null).status()).isEqualTo(409);
    assertThat(api.get(ONE).body().path("status").asText()).isEqualTo("running");
    put(keyedBy("id"));
    assertThat(api.post(ONE + "/restart", null).status()).isEqualTo(202);
  }

  private static String keepsRows(String fields) {
    return """
        {"name": "Orders",
         "source": {"sourceType": "test", "schema": {"id": "BIGINT NOT NULL", "word": "STRING"}},
         "transforms": [
           {"id": "shape", "transformType": "select", "config": {"fields": {%s}}},
           {"id": "latest", "transformType": "deduplicate",
            "config": {"keys": ["id"], "keep": "last", "emit": "changelog"}}],
         "sink": {"sinkType": "console"}}"""
        .formatted(fields);
  }

  @Test
  void theFieldsOfKeptRowsMayChangeByName() {
    String path = "/api/v1/pipelines/latest";
    String first = keepsRows("\"id\": \"id\", \"word\": \"word\"");
    assertThat(api.put(path, first).status()).isEqualTo(201);
    runs("latest");
    Map<String, Long> before = api.everything();
    String retyped = keepsRows("\"id\": \"id\", \"word\": \"CHAR_LENGTH(word)\"");
    TestingApi.Reply refused = api.put(path + "?rollout=true", retyped, "If-Match", "*");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("detail").asText())
        .isEqualTo(
            "cannot read the state of deduplicate 'latest' ('word' was STRING and is INT): give what"
                + " changed another id to begin it empty; nothing was stopped");
    assertThat(refused.body().path("state").path("verdict").asText()).isEqualTo("incompatible");
    assertThat(api.everything()).isEqualTo(before);

    JsonNode added = put(path, keepsRows("\"loud\": \"UPPER(word)\", \"id\": \"id\""));
    assertThat(added.path("verdict").asText()).isEqualTo("compatible");
    assertThat(added.path("steps").path(1).path("columns").toString())
        .isEqualTo(
            "[{\"name\":\"loud\",\"change\":\"added\",\"because\":\"is NULL in the rows kept so"
                + " far\"},{\"name\":\"word\",\"change\":\"removed\",\"because\":\"is dropped\"}]");
    assertThat(api.post(path + "/restart", null).status()).isEqualTo(202);
  }

  @Test
  void aPipelineThatWaitsForItGoesOnWithTheNextDefinition() {
    runs();
    put(keyedBy("word"));
    api.post(ONE + "/stop", null);
    api.happens(
        "orders",
        new PipelineEvent.SavepointCompleted(1, "t", "file:/savepoints/1"),
        new PipelineEvent.JobEnded(1, JobOutcome.FINISHED, Optional.empty()));
    api.post(ONE + "/start", null);
    api.happens(
        "orders",
        new PipelineEvent.WaitingStarted(
            WaitingReason.INCOMPATIBLE_CHANGE, "version 2 drops the state of 'once'"));
    assertThat(api.post(ONE + "/start", null).body().path("message").asText())
        .isEqualTo(
            "the pipeline is waiting already: INCOMPATIBLE_CHANGE version 2 drops the state of"
                + " 'once'");

    TestingApi.Reply same = api.put(ONE, keyedBy("word"), "If-Match", "*");
    assertThat(same.body().path("status").asText()).isEqualTo("unchanged");
    assertThat(api.get(ONE).body().path("status").asText()).isEqualTo("waiting");
    TestingApi.Reply mended = api.put(ONE, keyedBy("id"), "If-Match", "*");
    assertThat(mended.body().path("message").asText())
        .isEqualTo(
            "Pipeline configuration updated successfully; the pipeline goes on with version 3");
    assertThat(mended.body().path("state").path("verdict").asText()).isEqualTo("compatible");
    assertThat(api.get(ONE).body().path("status").asText()).isEqualTo("starting");
  }

  @Test
  void aReplacedSinkNeedsACleanStop() {
    runs();
    JsonNode running = put(intoAFile());
    assertThat(running.path("verdict").asText()).isEqualTo("drops");
    assertThat(running.path("message").asText())
        .startsWith("replaces sink 'sink'")
        .endsWith("goes on from a stop with a savepoint only");

    put(keyedBy("id"));
    api.post(ONE + "/stop", "{\"savepoint\": false}");
    api.happens("orders", new PipelineEvent.JobEnded(1, JobOutcome.CANCELED, Optional.empty()));
    JsonNode stopped = put(intoAFile());
    assertThat(stopped.path("verdict").asText()).isEqualTo("incompatible");
    assertThat(stopped.path("message").asText()).contains("not committed");
  }

  @Test
  void aStepThatMayBeSeveralIsRefusedWithTheIdsToPaste() {
    String two =
        keyedBy("id")
            .replace(
                "\"transforms\": [",
                "\"transforms\": [{\"id\": \"by-word\", \"transformType\": \"deduplicate\","
                    + " \"config\": {\"keys\": [\"word\"], \"keep\": \"first\"}}, ");
    put(two);
    TestingApi.Reply reply =
        api.put(ONE, keyedBy("id").replace("[\"id\"]", "[\"id\", \"word\"]"), "If-Match", "*");

    assertThat(reply.status()).isEqualTo(422);
    JsonNode error = reply.body().path("errors").get(0);
    assertThat(error.path("code").asText()).isEqualTo("AMBIGUOUS_STEP");
    assertThat(error.path("pointer").asText()).isEqualTo("/transforms/0");
    assertThat(error.path("hint").asText())
        .contains("\"id\": \"by-word\" or \"id\": \"deduplicate-1\"");
  }
}
