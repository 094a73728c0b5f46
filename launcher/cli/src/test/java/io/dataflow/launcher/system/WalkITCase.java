package io.dataflow.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One definition from POST to rows, on parts that all live. */
@ExtendWith(SystemStack.Extension.class)
class WalkITCase {
  private final SystemStack stack;
  private final RestClient api;

  WalkITCase(SystemStack stack) {
    this.stack = stack;
    this.api = stack.api();
  }

  /** The calls of the Scala platform's document as they stand there, but for host and file. */
  @Test
  void theFirstPipelineOfTheDocument() throws Exception {
    Path input = stack.folder("document").resolve("input.csv");
    Files.writeString(input, "id,status\n1,active\n2,inactive\n3,active\n");
    JsonNode created =
        curl(
            "-X",
            "POST",
            "http://localhost:8080/api/v1/pipelines",
            "-H",
            "Content-Type: application/json",
            "-d",
            """
            {
                "name": "Test Pipeline",
                "description": "File to console pipeline",
                "source": {
                  "sourceType": "file",
                  "connectionString": "/data/input.csv",
                  "batchSize": 100
                },
                "transforms": [
                  {
                    "transformType": "filter",
                    "config": {"field": "status", "value": "active"}
                  }
                ],
                "sink": {
                  "sinkType": "console",
                  "connectionString": "",
                  "batchSize": 10
                }
              }"""
                .replace("/data/input.csv", input.toString()));
    String id = created.path("pipelineId").asText();
    assertThat(created.path("status").asText()).as("%s", created).isEqualTo("created");

    curl("-X", "POST", "http://localhost:8080/api/v1/pipelines/" + id + "/start");
    api.awaitStatus(id, "completed");
    JsonNode metrics =
        Await.until(
            "the figures of " + id,
            () -> curl("http://localhost:8080/api/v1/pipelines/" + id + "/metrics"),
            seen -> seen.path("metrics").path("totalRecordsProcessed").asLong() == 3);
    assertThat(metrics.path("metrics").path("totalRecordsFailed").asLong()).isZero();
    assertThat(Files.readString(stack.parts().taskManager().output()))
        .contains("active")
        .doesNotContain("inactive");

    JsonNode stopped =
        curl(
            "-X",
            "POST",
            "http://localhost:8080/api/v1/pipelines/" + id + "/stop",
            "-H",
            "Content-Type: application/json",
            "-d",
            "{\"reason\": \"Maintenance window\"}");
    assertThat(stopped.path("status").asText()).isEqualTo("completed");
  }

  private JsonNode curl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-sS"));
    String here = "http://localhost:" + api.url().getPort();
    for (String argument : arguments) {
      command.add(argument.replace("http://localhost:8080", here));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return new ObjectMapper().readTree(output);
  }

  @Test
  void pausedEditedAndResumedEveryRowIsThereOnce() throws Exception {
    Orders orders = Orders.write(stack.folder("edited"), Scale.ofThisRun());
    api.put("edited", orders.definition("Edited"));
    api.command("edited", "start");
    orders.awaitCommitted(1);

    api.command("edited", "pause");
    api.awaitStatus("edited", "paused");
    long first = orders.read(orders.output()).count();
    assertThat(first).isPositive().isLessThan(orders.expected());
    api.command("edited", "resume");
    api.awaitStatus("edited", "running");
    Await.until("more rows", () -> orders.read(orders.output()).count() > first);

    api.command("edited", "pause");
    api.awaitStatus("edited", "paused");
    long second = orders.read(orders.output()).count();
    assertThat(second).isBetween(first, orders.expected() - 1);
    api.put("edited", orders.definition("Edited", orders.output(), Orders.ONE_MORE_MAP));
    api.command("edited", "resume");
    api.awaitStatus("edited", "completed");

    Orders.Rows rows = orders.read(orders.output());
    assertThat(rows.exactlyOnce()).as("%s", rows).isTrue();
    assertThat(rows.withGross()).isEqualTo(orders.expected() - second);
    assertThat(stack.watch().violations()).isEmpty();
  }

  @Test
  void aSinkMovedWhilePausedLosesNothing() throws Exception {
    Orders orders = Orders.write(stack.folder("moved"), Scale.ofThisRun());
    Path elsewhere = stack.folder("moved").resolve("elsewhere");
    api.put("moved", orders.definition("Moved"));
    api.command("moved", "start");
    orders.awaitCommitted(1);
    api.command("moved", "pause");
    api.awaitStatus("moved", "paused");
    long before = orders.read(orders.output()).count();
    api.put("moved", orders.definition("Moved", elsewhere, ""));
    api.command("moved", "resume");
    api.awaitStatus("moved", "completed");

    assertThat(orders.read(orders.output()).count()).isEqualTo(before);
    Orders.Rows rows = orders.read(orders.output(), elsewhere);
    assertThat(rows.exactlyOnce()).as("%s", rows).isTrue();
    assertThat(rows.count()).isGreaterThan(before);
  }

  /** The type of a field that a step keeps is changed, which its state cannot follow, and back. */
  @Test
  void aDefinitionMendedWhileItWaitsIsTakenUp() throws Exception {
    api.put("mended", newestWords("word"));
    api.command("mended", "start");
    api.awaitStatus("mended", "running");
    api.command("mended", "pause");
    api.awaitStatus("mended", "paused");
    api.put("mended", newestWords("CHAR_LENGTH(word)"));
    api.command("mended", "resume");
    JsonNode waiting = api.awaitStatus("mended", "waiting");
    assertThat(waiting.path("waiting").path("reason").asText()).isEqualTo("INCOMPATIBLE_CHANGE");
    assertThat(waiting.path("waiting").path("detail").asText())
        .startsWith("version 2 cannot read the state of deduplicate 'newest'");
    int events = api.events("mended").size();

    api.put("mended", newestWords("CHAR_LENGTH(word)"));
    assertThat(api.events("mended")).hasSize(events);
    RestClient.Reply mended = api.put("mended", newestWords("UPPER(word)"));
    assertThat(mended.body().path("message").asText())
        .endsWith("; the pipeline goes on with version 3");
    JsonNode attempt = api.awaitStatus("mended", "running").path("attempt");
    assertThat(attempt.path("number").asInt()).isEqualTo(2);
    assertThat(attempt.path("version").asInt()).isEqualTo(3);
    assertThat(attempt.path("restorePoint").path("version").asInt()).isEqualTo(1);
    api.command("mended", "stop");
    api.awaitStatus("mended", "stopped");
    assertThat(api.count("mended", "attempt-planned")).isEqualTo(2);
  }

  private static String newestWords(String word) {
    return """
        {"name": "Mended",
         "source": {"sourceType": "test", "connectionString": "",
                    "options": {"records-per-second": "10"},
                    "schema": {"id": "BIGINT NOT NULL", "word": "STRING"}},
         "transforms": [
           {"id": "shape", "transformType": "select",
            "config": {"fields": {"id": "MOD(id, 10)", "word": "%s"}}},
           {"id": "newest", "transformType": "deduplicate",
            "config": {"keys": ["id"], "keep": "last", "emit": "changelog"}}],
         "sink": {"sinkType": "console", "connectionString": ""},
         "settings": {"checkpointInterval": "1s"}}"""
        .formatted(word);
  }

  @Test
  void fiftyStartsAtOnceAreOneJob() throws Exception {
    api.put("at-once", generated("At once"));
    ExecutorService callers = Executors.newFixedThreadPool(50);
    try {
      Callable<Integer> start =
          () -> api.send("POST", "/api/v1/pipelines/at-once/start", "").status();
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(callers.submit(start));
      }
      for (Future<Integer> one : all) {
        // Under contention a caller may be asked to come back; that too starts nothing.
        assertThat(one.get()).isIn(200, 202, 503);
      }
    } finally {
      callers.shutdownNow();
    }
    api.awaitStatus("at-once", "running");
    assertThat(api.count("at-once", "start-requested")).isEqualTo(1);
    api.command("at-once", "stop");
    api.awaitStatus("at-once", "stopped");
    assertThat(api.count("at-once", "attempt-planned")).isEqualTo(1);
    assertThat(stack.watch().jobsOf("at-once")).hasSize(1);
  }

  static String generated(String name) {
    return """
        {"name": "%s",
         "source": {"sourceType": "test", "connectionString": "",
                    "options": {"records-per-second": "10"},
                    "schema": {"id": "BIGINT NOT NULL", "name": "STRING"}},
         "transforms": [{"id": "even", "transformType": "filter",
                         "config": {"expression": "MOD(id, 1000) = 0"}}],
         "sink": {"sinkType": "console", "connectionString": ""},
         "settings": {"checkpointInterval": "1s"}}"""
        .formatted(name);
  }
}
