package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.ErrorClass;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.JobOutcome;
import io.dataflow.service.domain.PipelineEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifecycleApiITCase {
  private static final String ONE = "/api/v1/pipelines/orders";
  private TestingApi api;

  @BeforeEach
  void start() {
    api = new TestingApi();
    assertThat(api.put(ONE, generated("Orders")).status()).isEqualTo(201);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  static String generated(String name) {
    return """
        {"name": "%s", "source": {"sourceType": "test", "connectionString": "order"},
         "sink": {"sinkType": "console", "connectionString": ""}}"""
        .formatted(name);
  }

  private void runs() {
    api.happens(
        "orders",
        new PipelineEvent.AttemptPlanned(
            1, "b".repeat(32), 1, Optional.empty(), "first", false, Instant.now()),
        new PipelineEvent.JobSubmitted(1),
        new PipelineEvent.JobRunning(1));
  }

  @Test
  void aCommandIsAnsweredWithItsOperation() {
    TestingApi.Reply reply = api.post(ONE + "/start", null);
    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.body().path("status").asText()).isEqualTo("starting");
    String operation = reply.header("Location");
    assertThat(api.get(operation).body().path("state").asText()).isEqualTo("running");
    assertThat(api.pokes).contains("orders");

    runs();
    JsonNode ended = api.get(operation).body();
    assertThat(ended.path("state").asText()).isEqualTo("succeeded");
    assertThat(ended.path("result").path("attempt").asText()).isEqualTo("1");
    TestingApi.Reply again = api.post(ONE + "/start", "{}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("status").asText()).isEqualTo("running");
  }

  @Test
  void whoWishesToWaitIsAnsweredWithTheOutcome() throws Exception {
    CompletableFuture<TestingApi.Reply> waiting =
        CompletableFuture.supplyAsync(() -> api.post(ONE + "/start", null, "Prefer", "wait=30"));
    while (api.journal.read("orders", 1, 10).isEmpty()) {
      Thread.onSpinWait();
    }
    runs();
    TestingApi.Reply reply = waiting.get();
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("status").asText()).isEqualTo("running");
    assertThat(reply.body().path("message").asText()).isEqualTo("Pipeline started successfully");
    assertThat(reply.body().path("operation").path("state").asText()).isEqualTo("succeeded");
  }

  @Test
  void waitingEndsWithATimeOrWithTooManyWaiters() throws Exception {
    assertThat(api.post(ONE + "/start", null, "Prefer", "wait=1").status()).isEqualTo(202);
    assertThat(api.post(ONE + "/stop", null, "Prefer", "wait=0").status()).isIn(200, 202);
  }

  @Test
  void failureIsTheOutcomeToo() {
    api.post(ONE + "/start", null);
    runs();
    Failure failure =
        new Failure(ErrorClass.USER, "DECODE_ERROR", "line 7 is broken", Optional.of("source"));
    api.happens(
        "orders",
        new PipelineEvent.JobEnded(1, JobOutcome.FAILED, Optional.of(failure)),
        new PipelineEvent.PipelineFailed(failure));
    JsonNode details = api.get(ONE).body();
    assertThat(details.path("status").asText()).isEqualTo("failed");
    assertThat(details.path("lastError").path("message").asText()).isEqualTo("line 7 is broken");
    JsonNode health = api.get(ONE + "/health").body();
    assertThat(health.path("healthy").asBoolean()).isFalse();
    assertThat(health.path("details").asText()).startsWith("Pipeline is in failed state");
    JsonNode exceptions = api.get(ONE + "/exceptions").body().path("exceptions");
    assertThat(exceptions.get(0).path("code").asText()).isEqualTo("DECODE_ERROR");
    JsonNode why = api.get(ONE + "/why").body();
    assertThat(why.path("because").get(0).path("type").asText()).isEqualTo("start-requested");
    assertThat(why.path("next").asText()).contains("DECODE_ERROR");
    assertThat(api.post(ONE + "/reset", null).status()).isEqualTo(200);
    assertThat(api.get(ONE).body().path("status").asText()).isEqualTo("configured");
  }

  @Test
  void anIdempotencyKeyGivesTheFirstAnswerAgain() {
    TestingApi.Reply first = api.post(ONE + "/start", "{}", "Idempotency-Key", "k1");
    TestingApi.Reply second = api.post(ONE + "/start", "{}", "Idempotency-Key", "k1");
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body().path("operationId")).isEqualTo(first.body().path("operationId"));
    TestingApi.Reply other =
        api.post(ONE + "/start", "{\"from\": \"none\"}", "Idempotency-Key", "k1");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("code").asText()).isEqualTo("IDEMPOTENCY_KEY_REUSED");

    String created = generated("Once");
    TestingApi.Reply one = api.post("/api/v1/pipelines", created, "Idempotency-Key", "c1");
    TestingApi.Reply two = api.post("/api/v1/pipelines", created, "Idempotency-Key", "c1");
    assertThat(one.status()).isEqualTo(201);
    assertThat(two.status()).isEqualTo(201);
    assertThat(two.body().path("pipelineId")).isEqualTo(one.body().path("pipelineId"));
    assertThat(api.journal.pipelineIds()).hasSize(2);
  }

  @Test
  void fiftyStartsAtOnceAreOne() {
    List<CompletableFuture<TestingApi.Reply>> all =
        IntStream.range(0, 50)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> api.post(ONE + "/start", null)))
            .toList();
    assertThat(all.stream().map(CompletableFuture::join).map(TestingApi.Reply::status))
        .allMatch(status -> status == 200 || status == 202 || status == 503)
        .contains(202);
    assertThat(api.journal.read("orders", 0, 100)).hasSize(2);
  }

  @Test
  void versionsTagsAndRollback() {
    TestingApi.Reply first = api.get(ONE);
    assertThat(first.header("ETag")).isEqualTo("\"1.1\"");
    assertThat(
            api.put(ONE, generated("Orders"), "If-Match", "\"1.1\"").body().path("status").asText())
        .isEqualTo("unchanged");
    TestingApi.Reply changed = api.put(ONE, generated("Orders 2"), "If-Match", "\"1.1\"");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"1.2\"");
    TestingApi.Reply stale = api.put(ONE, generated("Orders 3"), "If-Match", "\"1.1\"");
    assertThat(stale.status()).isEqualTo(412);
    assertThat(stale.body().path("currentTag").asText()).isEqualTo("\"1.2\"");
    assertThat(
            api.send(
                    "PATCH",
                    ONE,
                    "{\"description\": \"patched\"}",
                    "Content-Type",
                    "application/merge-patch+json",
                    "If-Match",
                    "*")
                .header("ETag"))
        .isEqualTo("\"1.3\"");
    assertThat(api.get(ONE).body().path("description").asText()).isEqualTo("patched");
    assertThat(api.get(ONE + "/versions").body().path("versions").size()).isEqualTo(3);
    JsonNode changes = api.get(ONE + "/versions/1/diff/2").body().path("changes");
    assertThat(changes.get(0).path("path").asText()).isEqualTo("/name");
    assertThat(api.post(ONE + "/rollback", "{\"version\": 1}").status()).isEqualTo(200);
    assertThat(api.get(ONE).body().path("name").asText()).isEqualTo("Orders");
    assertThat(api.get(ONE + "?format=definition").body())
        .isEqualTo(JsonText.stored(generated("Orders")));
  }

  @Test
  void aDeletedPipelineKeepsItsHistory() {
    TestingApi.Reply reply = api.send("DELETE", ONE, (String) null, "If-Match", "*");
    if (reply.status() == 202) {
      api.happens("orders", new PipelineEvent.PipelineDeleted());
    }
    assertThat(api.get(ONE).status()).isEqualTo(404);
    assertThat(api.get(ONE + "/events").body().path("events").size()).isGreaterThan(1);
    assertThat(api.put(ONE, generated("Again")).header("ETag")).isEqualTo("\"2.1\"");
  }

  @Test
  void withoutTheJournalWritesAreRefusedAndSayWhenToComeBack() {
    api.faults.unreachable();
    TestingApi.Reply reply = api.post(ONE + "/start", null);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isNotBlank();
    assertThat(reply.body().path("code").asText()).isEqualTo("JOURNAL_UNAVAILABLE");
    assertThat(reply.body().path("retryable").asBoolean()).isTrue();
    assertThat(api.get("/health/live").status()).isEqualTo(200);
    api.faults.reachable();
    assertThat(api.post(ONE + "/start", null).status()).isEqualTo(202);
  }

  @Test
  void yamlIsTheSameDocument() {
    TestingApi.Reply reply =
        api.send(
            "PUT",
            "/api/v1/pipelines/yaml",
            """
            name: From YAML
            source: {sourceType: test, connectionString: order}
            sink: {sinkType: console}
            """,
            "Content-Type",
            "application/yaml");
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    assertThat(api.get("/api/v1/pipelines/yaml").body().path("name").asText())
        .isEqualTo("From YAML");
  }

  @Test
  void theListIsPagedAndFiltered() {
    for (int i = 0; i < 5; i++) {
      api.put("/api/v1/pipelines/p" + i, generated("P" + i));
    }
    JsonNode page = api.get("/api/v1/pipelines?limit=4").body();
    assertThat(page.path("pipelines").size()).isEqualTo(4);
    assertThat(page.path("total").asInt()).isEqualTo(6);
    JsonNode rest = api.get("/api/v1/pipelines?limit=4&after=" + page.path("next").asText()).body();
    assertThat(rest.path("pipelines").size()).isEqualTo(2);
    assertThat(rest.path("next").isNull()).isTrue();
    assertThat(api.get("/api/v1/pipelines?q=p3").body().path("total").asInt()).isEqualTo(1);
    assertThat(api.get("/api/v1/pipelines?status=running,failed").body().path("total").asInt())
        .isZero();
  }
}
