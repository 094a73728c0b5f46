package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.service.domain.JobOutcome;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.projection.PipelineTotals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The calls of the Scala platform's document, sent by curl as they stand there. */
class SeedCallsITCase {
  @TempDir Path folder;
  private TestingApi api;
  private Path input;

  @BeforeEach
  void start() throws IOException {
    input = Files.writeString(folder.resolve("input.csv"), "id,status\n1,active\n2,inactive\n");
    api = new TestingApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void createStartMetricsStop() throws Exception {
    String created =
        curl(
            "-X",
            "POST",
            "http://localhost:8080/api/v1/pipelines",
            "-H",
            "Content-Type: application/json",
            "-d",
            Definitions.fileToConsole(input));
    var answer = JsonText.stored(created);
    String id = answer.path("pipelineId").asText();
    assertThat(id).matches("[0-9a-f-]{36}");
    assertThat(answer.path("status").asText()).isEqualTo("created");
    assertThat(answer.path("message").asText())
        .isEqualTo("Pipeline 'Test Pipeline' created successfully");

    String started = curl("-X", "POST", "http://localhost:8080/api/v1/pipelines/" + id + "/start");
    assertThat(JsonText.stored(started).path("status").asText()).isEqualTo("starting");
    api.happens(
        id,
        new PipelineEvent.AttemptPlanned(
            1, "a".repeat(32), 1, Optional.empty(), "first", false, Instant.now()),
        new PipelineEvent.JobSubmitted(1),
        new PipelineEvent.JobRunning(1));
    Instant now = Instant.now();
    PipelineTotals once =
        PipelineTotals.empty(id)
            .observed(1, Map.of("source/recordsIn", 0L), Optional.empty(), now.minusSeconds(10));
    api.totals.save(
        once.observed(
            1,
            Map.of(
                "source/recordsIn",
                2L,
                "transform-1/recordsSkipped",
                1L,
                PipelineTotals.CHECKPOINTS,
                3L),
            Optional.of(new PipelineTotals.Checkpoint(4, now)),
            now),
        1,
        1);

    String metrics = curl("http://localhost:8080/api/v1/pipelines/" + id + "/metrics");
    var figures = JsonText.stored(metrics).path("metrics");
    assertThat(figures.path("totalRecordsProcessed").asInt()).isEqualTo(2);
    assertThat(figures.path("totalRecordsFailed").asInt()).isEqualTo(1);
    assertThat(figures.path("throughputPerSecond").asDouble()).isEqualTo(0.2);
    assertThat(figures.path("lastProcessedAt").asText()).isEqualTo(now.toString());
    keepsItsFigures(JsonText.stored(metrics));

    String stopped =
        curl(
            "-X",
            "POST",
            "http://localhost:8080/api/v1/pipelines/" + id + "/stop",
            "-H",
            "Content-Type: application/json",
            "-d",
            "{\"reason\": \"done\"}");
    assertThat(JsonText.stored(stopped).path("status").asText()).isEqualTo("stopping");

    api.happens(id, new PipelineEvent.JobEnded(1, JobOutcome.FINISHED, Optional.empty()));
    JsonNode ended =
        JsonText.stored(curl("http://localhost:8080/api/v1/pipelines/" + id + "/metrics"));
    keepsItsFigures(ended);
    assertThat(ended.path("metrics").path("throughputPerSecond").isNull()).isTrue();
  }

  private static void keepsItsFigures(JsonNode metrics) {
    assertThat(metrics.path("metrics").path("totalBatchesProcessed").asInt()).isEqualTo(3);
    assertThat(metrics.path("checkpoint").path("offset").asInt()).isEqualTo(4);
    assertThat(metrics.path("steps").has("completedCheckpoints")).isFalse();
  }

  @Test
  void listAndHealth() throws Exception {
    curl(
        "-X",
        "POST",
        "http://localhost:8080/api/v1/pipelines",
        "-H",
        "Content-Type: application/json",
        "-d",
        Definitions.fileToConsole(input));
    var list = JsonText.stored(curl("http://localhost:8080/api/v1/pipelines"));
    assertThat(list.path("total").asInt()).isEqualTo(1);
    assertThat(list.path("pipelines").get(0).path("name").asText()).isEqualTo("Test Pipeline");
    assertThat(list.path("pipelines").get(0).path("description").asText())
        .isEqualTo(JsonText.stored(Definitions.fileToConsole(input)).path("description").asText())
        .isNotEmpty();
    assertThat(curl("http://localhost:8080/health")).contains("\"status\"");
    assertThat(curl("http://localhost:8080/metrics")).contains("jvm_memory_used_bytes");
  }

  /** The arguments are the document's, but for the port. */
  private String curl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("curl", "-sS"));
    for (String argument : arguments) {
      command.add(argument.replace("http://localhost:8080", "http://localhost:" + api.port()));
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
