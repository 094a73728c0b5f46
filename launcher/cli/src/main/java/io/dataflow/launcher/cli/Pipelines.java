package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.dataflow.launcher.cli.ApiClient.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What several commands do with a pipeline over the REST API. */
final class Pipelines {

  private static final Set<String> AT_REST =
      Set.of("configured", "paused", "stopped", "completed", "failed");
  private static final Duration LOOK = Duration.ofMillis(300);
  private static final Duration FIGURES = Duration.ofSeconds(10);

  private final ApiClient api;
  private final PrintWriter out;

  Pipelines(ApiClient api, PrintWriter out) {
    this.api = api;
    this.out = out;
  }

  /**
   * Creates the pipeline or replaces its definition; prints warnings, or ends the command with all
   * errors.
   *
   * @return the service's answer
   */
  JsonNode apply(String id, DefinitionFile file)
      throws IOException, InterruptedException, CommandException {
    String path = ApiClient.pipeline(id);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", file.contentType());
    Answer before = api.get(path);
    if (before.isSuccess()) {
      before.etag().ifPresent(tag -> headers.put("If-Match", tag));
    } else if (before.status() != 404) {
      before.orFail();
    }
    Answer answer = api.send("PUT", path, headers, file.text());
    if (answer.body().path("errors") instanceof ArrayNode errors && !errors.isEmpty()) {
      throw CommandException.badInput(new DiagnosticPrinter(file).print(errors));
    }
    JsonNode body = answer.orFail();
    if (body.path("diagnostics") instanceof ArrayNode warnings && !warnings.isEmpty()) {
      out.println(new DiagnosticPrinter(file).print(warnings));
    }
    JsonNode state = body.path("state");
    if (!state.path("verdict").asText("compatible").equals("compatible")) {
      out.println("state: " + state.path("message").asText());
    }
    return body;
  }

  /** A lifecycle command, waiting a while for its outcome. */
  JsonNode command(String id, String action, JsonNode body)
      throws IOException, InterruptedException, CommandException {
    return api.send(
            "POST",
            ApiClient.pipeline(id) + "/" + action,
            Map.of("Content-Type", "application/json", "Prefer", "wait=30"),
            body.toString())
        .orFail();
  }

  private JsonNode details(String id) throws IOException, InterruptedException, CommandException {
    return api.get(ApiClient.pipeline(id)).orFail();
  }

  /** Watches the pipeline until it is at rest, printing each new status; gives the last details. */
  JsonNode awaitRest(String id) throws IOException, InterruptedException, CommandException {
    return await(id, AT_REST::contains);
  }

  private JsonNode await(String id, Predicate<String> enough)
      throws IOException, InterruptedException, CommandException {
    Optional<String> shown = Optional.empty();
    while (true) {
      JsonNode details = details(id);
      String status = details.path("status").asText();
      if (!shown.equals(Optional.of(status))) {
        shown = Optional.of(status);
        out.println(id + ": " + status);
        out.flush();
      }
      if (enough.test(status)) {
        return details;
      }
      pause();
    }
  }

  /**
   * Records in and out of each step, as far as the service knows them. Those of a job that ended
   * soon come with the cluster's archive, a moment behind its end.
   */
  void printCounts(JsonNode details) throws IOException, InterruptedException, CommandException {
    String id = details.path("pipelineId").asText();
    boolean ran = details.path("status").asText().equals("completed");
    long deadline = System.nanoTime() + FIGURES.toNanos();
    JsonNode steps = steps(id);
    while (ran && steps.isEmpty() && System.nanoTime() < deadline) {
      pause();
      steps = steps(id);
    }
    out.println(StepTable.of(StepTable.order(details), steps));
    out.flush();
  }

  private static void pause() throws InterruptedException {
    new CountDownLatch(1).await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private JsonNode steps(String id) throws IOException, InterruptedException, CommandException {
    return api.get(ApiClient.pipeline(id) + "/metrics").orFail().path("steps");
  }
}
