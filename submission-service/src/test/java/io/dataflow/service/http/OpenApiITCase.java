package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.service.domain.JobOutcome;
import io.dataflow.service.domain.PipelineEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The document against the service in both directions: every answer fits the document (each call of
 * {@link TestingApi} checks that), and every documented answer can be had.
 */
class OpenApiITCase {
  private static final String ALL = "/api/v1/pipelines";
  private static final String ONE = ALL + "/orders";
  private static final String NONE = ALL + "/unknown";

  private final TestingApi api = new TestingApi();

  @Test
  void everyDocumentedAnswerIsSeenAndEveryAnswerIsDocumented() {
    try (api) {
      service();
      definitions();
      reads();
      lifecycle();
      lossOfState();
      snapshots();
      refusals();
      deletion();
      assertThat(new TreeSet<>(api.contract().seen())).isEqualTo(api.contract().promised());
    }
  }

  private void service() {
    api.get("/openapi.json");
    api.get("/");
    api.get("/health");
    api.get("/health/live");
    assertThat(api.get("/health/ready").status()).isEqualTo(503);
    api.dependencies.up("journal", "here");
    assertThat(api.get("/health/ready").status()).isEqualTo(200);
    api.get("/metrics");
    api.post("/internal/poke/orders", null);
    assertThat(api.pokes).contains("orders");
    api.get("/api/v1/connectors");
    api.get("/api/v1/connectors/file");
    api.get("/api/v1/connectors/nothing");
    api.post("/api/v1/connectors/file/test", null);
    api.post("/api/v1/connectors/nothing/test", null);
    api.get("/api/v1/functions");
  }

  private void definitions() {
    String definition = LifecycleApiITCase.generated("Orders");
    api.put(ONE, definition);
    api.post(ALL, definition);
    api.post(ALL, definition.replace("{\"name\"", "{\"id\": \"orders\", \"name\""));
    api.post(ALL, "{}");
    api.put(ONE, "{}", "If-Match", "*");
    api.put(ONE, LifecycleApiITCase.generated("Other"));
    api.put(ONE, LifecycleApiITCase.generated("Other"), "If-Match", "\"9.9\"");
    api.put(ONE, LifecycleApiITCase.generated("Other"), "If-Match", "*");
    patch(ONE, "{\"description\": \"d\"}", "*");
    patch(ONE, "{\"description\": \"e\"}", "\"9.9\"");
    patch(ONE, "{\"sink\": null}", "*");
    patch(NONE, "{}", "*");
    api.send(
        "PATCH", ONE, "{\"description\": \"f\"}", "Content-Type", "application/merge-patch+json");
    assertThat(api.post(ALL + ":validate", definition).body().path("valid").asBoolean()).isTrue();
    api.post(ALL + ":validate?level=sample", definition);
    api.post(ALL + ":validate?level=connect", definition);
    api.post(ALL + ":validate?against=orders", definition);
    api.post(ALL + ":validate?against=unknown", definition);
    api.post(ALL + ":preview", "{\"limit\": 3, \"definition\": " + definition + "}");
    api.post(ALL + ":preview", "{\"definition\": {}}");
    api.put("/api/v1/pipelines/tested", PreviewITCase.withTests("{\"id\": 3, \"twice\": 3}"));
    api.post("/api/v1/pipelines/tested/start", "{\"test\": true}");
    api.post(ONE + "/rollback", "{\"version\": 1}");
    api.post(ONE + "/rollback", "{\"version\": 99}");
  }

  private void patch(String path, String body, String tag) {
    api.send("PATCH", path, body, "Content-Type", "application/merge-patch+json", "If-Match", tag);
  }

  private void reads() {
    api.get(ALL);
    for (String path :
        new String[] {
          "",
          "/metrics",
          "/health",
          "/events",
          "/versions",
          "/versions/1",
          "/versions/1/diff/2",
          "/snapshots",
          "/exceptions",
          "/why"
        }) {
      assertThat(api.get(ONE + path).status()).as(path).isEqualTo(200);
      assertThat(api.get(NONE + path).status()).as(path).isEqualTo(404);
    }
  }

  private void lifecycle() {
    for (String action : new String[] {"start", "stop", "pause", "resume", "restart", "reset"}) {
      api.post(NONE + "/" + action, null);
    }
    api.post(ONE + "/rescale", "{\"parallelism\": 2}");
    api.post(ONE + "/pause", null);
    api.post(ONE + "/resume", null);
    api.post(ONE + "/restart", null);
    api.post(ONE + "/reset", null);
    api.post(ONE + "/stop", null);
    api.post(ONE + "/snapshots", null);
    TestingApi.Reply started = api.post(ONE + "/start", null);
    api.post(ONE + "/start", null);
    api.get(started.header("Location"));
    api.get("/api/v1/operations/orders~999");
    api.post(ONE + "/start", "{\"from\": \"none\", \"allowNonRestoredState\": true}");
    api.post(ONE + "/reset", null);
    runs(1);
    api.post(ONE + "/resume", null);
  }

  private void runs(int attempt) {
    runs("orders", attempt);
  }

  private void runs(String pipelineId, int attempt) {
    api.happens(
        pipelineId,
        new PipelineEvent.AttemptPlanned(
            attempt, "d".repeat(31) + attempt, 1, Optional.empty(), "t", false, Instant.now()),
        new PipelineEvent.JobSubmitted(attempt),
        new PipelineEvent.JobRunning(attempt));
  }

  private void stops(int attempt) {
    String trigger = "f".repeat(31) + attempt;
    api.happens(
        "orders",
        new PipelineEvent.StopTriggered(attempt, trigger, "file:///t" + attempt, false),
        new PipelineEvent.SavepointCompleted(attempt, trigger, "file:///t" + attempt + "/s"),
        new PipelineEvent.JobEnded(attempt, JobOutcome.FINISHED, Optional.empty()));
  }

  /** Of a version that drops the state of what runs. */
  private void lossOfState() {
    String path = ALL + "/keyed?rollout=true";
    api.put(ALL + "/keyed", StateVerdictITCase.keyedBy("id"));
    api.post(ALL + "/keyed/start", null);
    runs("keyed", 1);
    String[] any = {"If-Match", "*"};
    assertThat(api.put(path, StateVerdictITCase.keyedBy("word"), any).status()).isEqualTo(409);
    patch(path, "{\"transforms\": []}", "*");
  }

  private void snapshots() {
    String[] key = {"Idempotency-Key", "s1"};
    assertThat(api.post(ONE + "/snapshots", null, key).status()).isEqualTo(202);
    String id = snapshot(0);
    api.happens(
        "orders",
        new PipelineEvent.SnapshotTriggered(id, 1, "e".repeat(32), "file:///s"),
        new PipelineEvent.SnapshotRecorded(id, "file:///s/savepoint-1"));
    assertThat(api.post(ONE + "/snapshots", null, key).status()).isEqualTo(200);
    api.get(ONE + "/snapshots/" + id);
    api.get(ONE + "/snapshots/nothing");
    api.get(NONE + "/snapshots/nothing");
    api.send("DELETE", ONE + "/snapshots/nothing", (String) null);
    CompletableFuture<TestingApi.Reply> deleted =
        CompletableFuture.supplyAsync(
            () -> api.send("DELETE", ONE + "/snapshots/" + id, (String) null, "Prefer", "wait=30"));
    await(PipelineEvent.SnapshotDeletionRequested.class);
    assertThat(api.send("DELETE", ONE + "/snapshots/" + id, (String) null).status()).isIn(202, 204);
    api.happens("orders", new PipelineEvent.SnapshotDeleted(id));
    assertThat(deleted.join().status()).isEqualTo(204);
    api.post(NONE + "/snapshots", null);
    api.post(ONE + "/snapshots", null);
    String other = snapshot(0);
    api.happens(
        "orders",
        new PipelineEvent.SnapshotTriggered(other, 1, "9".repeat(32), "file:///o"),
        new PipelineEvent.SnapshotRecorded(other, "file:///o/savepoint-2"));
    assertThat(api.send("DELETE", ONE + "/snapshots/" + other, (String) null).status())
        .isEqualTo(202);
  }

  private String snapshot(int index) {
    return api.get(ONE + "/snapshots")
        .body()
        .path("snapshots")
        .get(index)
        .path("snapshotId")
        .asText();
  }

  private void await(Class<? extends PipelineEvent> event) {
    while (api.journal.read("orders", 0, 1000).stream()
        .noneMatch(entry -> event.isInstance(entry.event()))) {
      Thread.onSpinWait();
    }
  }

  private void refusals() {
    assertThat(api.send("DELETE", ONE, (String) null, "If-Match", "*").status()).isEqualTo(409);
    String[] key = {"Idempotency-Key", "r1"};
    assertThat(api.post(ONE + "/restart", null, key).status()).isEqualTo(202);
    stops(1);
    runs(2);
    assertThat(api.post(ONE + "/restart", null, key).status()).isEqualTo(200);
    assertThat(api.post(ONE + "/pause", null).status()).isEqualTo(202);
    stops(2);
    assertThat(api.post(ONE + "/pause", null).status()).isEqualTo(200);
    String inUse =
        api.get(ONE + "/snapshots").body().path("snapshots").findParents("inUse").stream()
            .filter(snapshot -> snapshot.path("inUse").asBoolean())
            .map(snapshot -> snapshot.path("snapshotId").asText())
            .findFirst()
            .orElseThrow();
    assertThat(api.send("DELETE", ONE + "/snapshots/" + inUse, (String) null).status())
        .isEqualTo(409);
    assertThat(api.post(ONE + "/resume", null).status()).isEqualTo(202);
    runs(3);
    assertThat(api.post(ONE + "/stop", null).status()).isEqualTo(202);
    stops(3);
  }

  private void deletion() {
    String[] any = {"If-Match", "*"};
    api.send("DELETE", NONE, (String) null, any);
    api.send("DELETE", ONE, (String) null);
    api.send("DELETE", ONE, (String) null, "If-Match", "\"9.9\"");
    CompletableFuture<TestingApi.Reply> deleted =
        CompletableFuture.supplyAsync(
            () -> api.send("DELETE", ONE, (String) null, "If-Match", "*", "Prefer", "wait=30"));
    await(PipelineEvent.DeleteRequested.class);
    assertThat(api.send("DELETE", ONE, (String) null, any).status()).isEqualTo(202);
    assertThat(api.post(ONE + "/stop", null).status()).isEqualTo(409);
    api.happens("orders", new PipelineEvent.PipelineDeleted());
    assertThat(deleted.join().status()).isEqualTo(204);
  }
}
