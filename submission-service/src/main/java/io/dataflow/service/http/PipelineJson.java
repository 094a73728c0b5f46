package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.Lifecycle;
import io.dataflow.service.domain.LifecycleAction;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.projection.PipelineSummary;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Pipelines as the API shows them: flat, in the seed's names where it has them. */
final class PipelineJson {
  private static final List<String> PARTS =
      List.of("source", "sources", "transforms", "sink", "sinks", "deadLetter", "settings");

  private final SecretMask mask;
  private final MetricsReader metrics;
  private final Clock clock;

  PipelineJson(SecretMask mask, MetricsReader metrics, Clock clock) {
    this.mask = mask;
    this.metrics = metrics;
    this.clock = clock;
  }

  ObjectNode details(PipelineState state) {
    DefinitionVersion version = state.currentVersion().orElseThrow();
    Definition definition = version.definition();
    ObjectNode document = mask.definition(JsonText.stored(definition.resolved()));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipelineId", state.pipelineId());
    json.put("name", definition.name());
    json.put("description", document.path("description").asText(""));
    ObjectNode labels = json.putObject("labels");
    definition.labels().forEach(labels::put);
    json.put("status", state.status().text());
    json.put("desiredState", state.desired().name().toLowerCase(Locale.ROOT));
    json.put("version", version.version());
    PARTS.stream().filter(document::has).forEach(part -> json.set(part, document.get(part)));
    state
        .lastAttempt()
        .ifPresentOrElse(
            attempt -> json.set("attempt", attempt(attempt)), () -> json.putNull("attempt"));
    json.set("metrics", metrics.metrics(state));
    json.set("checkpoint", metrics.checkpoint(state));
    state
        .restorePoint()
        .ifPresentOrElse(
            point -> json.set("restorePoint", restorePoint(point)),
            () -> json.putNull("restorePoint"));
    state
        .waiting()
        .ifPresent(
            waiting ->
                json.putObject("waiting")
                    .put("reason", waiting.reason().name())
                    .put("detail", waiting.detail())
                    .put("since", waiting.since().toString()));
    state
        .failure()
        .ifPresentOrElse(
            failure -> json.set("lastError", failure(failure)), () -> json.putNull("lastError"));
    var actions = json.putArray("allowedActions");
    Lifecycle.allowed(state.status()).stream()
        .map(LifecycleAction::text)
        .sorted()
        .forEach(actions::add);
    json.put("createdAt", state.createdAt().toString());
    json.put("updatedAt", state.updatedAt().toString());
    json.put("observedAt", metrics.observedAt(state).orElse(clock.instant()).toString());
    return json;
  }

  static ObjectNode attempt(Attempt attempt) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("number", attempt.number());
    json.put("version", attempt.version());
    json.put("jobId", attempt.jobId());
    json.put("phase", attempt.phase().name().toLowerCase(Locale.ROOT));
    json.put("since", attempt.phaseSince().toString());
    json.put("reason", attempt.reason());
    attempt.restorePoint().ifPresent(point -> json.set("restorePoint", restorePoint(point)));
    attempt
        .outcome()
        .ifPresent(outcome -> json.put("outcome", outcome.name().toLowerCase(Locale.ROOT)));
    return json;
  }

  static ObjectNode restorePoint(RestorePoint point) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", point.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("path", point.path())
        .put("attempt", point.attempt())
        .put("version", point.version());
  }

  static ObjectNode failure(Failure failure) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("class", failure.errorClass().name().toLowerCase(Locale.ROOT));
    json.put("code", failure.code());
    json.put("message", failure.message());
    failure.step().ifPresent(step -> json.put("step", step));
    return json;
  }

  static ObjectNode summary(PipelineSummary summary) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipelineId", summary.pipelineId());
    json.put("name", summary.name().orElse(""));
    json.put("description", summary.description());
    json.put("status", summary.status());
    json.put("desiredState", summary.desiredState());
    summary.message().ifPresent(message -> json.put("message", message));
    ObjectNode labels = json.putObject("labels");
    summary.labels().forEach(labels::put);
    json.put("version", summary.version());
    json.put("attempt", summary.attempt());
    json.put("createdAt", summary.createdAt().toString());
    json.put("updatedAt", summary.updatedAt().toString());
    return json;
  }
}
