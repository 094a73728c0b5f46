package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.projection.PipelineList;
import io.dataflow.service.projection.SummaryPage;
import io.dataflow.service.projection.SummaryQuery;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Pipelines as they are: the list, details, metrics, health. */
final class PipelineRoutes {
  private static final String BASE = "/api/v1/pipelines";

  private final Pipelines pipelines;
  private final PipelineList list;
  private final PipelineJson json;
  private final MetricsReader metrics;
  private final SecretMask mask;
  private final Clock clock;

  PipelineRoutes(
      Pipelines pipelines,
      PipelineList list,
      PipelineJson json,
      MetricsReader metrics,
      SecretMask mask,
      Clock clock) {
    this.pipelines = pipelines;
    this.list = list;
    this.json = json;
    this.metrics = metrics;
    this.mask = mask;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(BASE, "All pipelines, by id", "PipelineList", this::list)
            .parameter("status", "string", "Only these statuses, comma-separated")
            .parameter(
                "label", "string", "Only those with these labels: key=value, comma-separated")
            .parameter("q", "string", "Only those with this in their id or name")
            .parameter("limit", "integer", "At most so many, 1 to 1000")
            .parameter("after", "string", "Only ids behind this one"),
        Endpoint.get(
                BASE + "/{id}",
                "Definition, status, attempt, figures, last error",
                "PipelineView",
                this::details)
            .parameter(
                "format",
                "string",
                "definition: the document as it was sent; resolved: with ids and schemas filled in")
            .refuses(404),
        Endpoint.get(
                BASE + "/{id}/metrics",
                "Figures of the pipeline and of every step",
                "PipelineMetrics",
                this::metrics)
            .refuses(404),
        Endpoint.get(
                BASE + "/{id}/health",
                "Whether the pipeline does what was asked, and why not",
                "PipelineHealth",
                this::health)
            .refuses(404));
  }

  private Answer list(ApiRequest request) {
    SummaryPage page =
        list.page(
            new SummaryQuery(
                statuses(request),
                labels(request),
                request.query("q").filter(text -> !text.isEmpty()),
                request.query("after").map(ApiRequest::checkPipelineId),
                (int) request.queryNumber("limit", 100, 1, 1000)));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode array = answer.putArray("pipelines");
    page.pipelines().forEach(summary -> array.add(PipelineJson.summary(summary)));
    answer.put("total", page.total());
    page.next().ifPresentOrElse(next -> answer.put("next", next), () -> answer.putNull("next"));
    answer.put("observedAt", page.observedAt().toString());
    return Answer.ok(answer);
  }

  private static Set<String> statuses(ApiRequest request) {
    Set<String> statuses = new TreeSet<>();
    for (String text : split(request.query("status"))) {
      if (PipelineStatus.of(text).isEmpty()) {
        throw ApiRequest.invalidParameter(
            "status",
            "is one or more of "
                + Arrays.stream(PipelineStatus.values()).map(PipelineStatus::text).toList());
      }
      statuses.add(text);
    }
    return statuses;
  }

  private static Map<String, String> labels(ApiRequest request) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : split(request.query("label"))) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw ApiRequest.invalidParameter("label", "is key=value");
      }
      labels.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return labels;
  }

  private static List<String> split(Optional<String> text) {
    return text.filter(value -> !value.isEmpty())
        .map(value -> List.of(value.split(",", -1)))
        .orElse(List.of());
  }

  private Answer details(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    ObjectNode body =
        switch (request.query("format").orElse("")) {
          case "" -> json.details(state);
          case "definition" ->
              mask.definition(
                  JsonText.stored(state.currentVersion().orElseThrow().definition().document()));
          case "resolved" ->
              mask.definition(
                  JsonText.stored(state.currentVersion().orElseThrow().definition().resolved()));
          default -> throw ApiRequest.invalidParameter("format", "is definition or resolved");
        };
    return Answer.ok(body)
        .withHeader("ETag", Pipelines.entityTag(state.versionTag().orElseThrow()));
  }

  private Answer metrics(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("pipelineId", state.pipelineId());
    answer.put("status", state.status().text());
    answer.set("metrics", metrics.metrics(state));
    answer.set("checkpoint", metrics.checkpoint(state));
    answer.set("steps", metrics.steps(state));
    answer.put("timestamp", clock.instant().toString());
    metrics
        .observedAt(state)
        .ifPresentOrElse(
            at -> answer.put("observedAt", at.toString()), () -> answer.putNull("observedAt"));
    return Answer.ok(answer);
  }

  private Answer health(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
    if (state.status() == PipelineStatus.FAILED) {
      reasons.add(
          "Pipeline is in failed state"
              + state.failure().map(failure -> ": " + failure.message()).orElse(""));
    }
    state.waiting().ifPresent(waiting -> reasons.add("waits: " + waiting.text()));
    if (state.status() == PipelineStatus.RECOVERING) {
      reasons.add("a new attempt follows one that was lost or failed");
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("pipelineId", state.pipelineId());
    answer.put("healthy", reasons.isEmpty());
    answer.put("status", state.status().text());
    answer.put("lastCheck", clock.instant().toString());
    if (!reasons.isEmpty()) {
      answer.put("details", reasons.get(0).textValue());
    }
    answer.set("reasons", reasons);
    return Answer.ok(answer);
  }
}
