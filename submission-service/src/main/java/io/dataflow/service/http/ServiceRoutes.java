package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.telemetry.Dependencies;
import io.dataflow.service.telemetry.Dependency;
import io.dataflow.service.telemetry.Telemetry;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The service itself: its card, health, metrics, and the door that other instances knock at. */
final class ServiceRoutes {
  private final String version;
  private final Dependencies dependencies;
  private final Telemetry telemetry;
  private final Consumer<String> pokes;
  private final Clock clock;

  /**
   * @param pokes takes the id of a pipeline that has changed
   */
  ServiceRoutes(
      String version,
      Dependencies dependencies,
      Telemetry telemetry,
      Consumer<String> pokes,
      Clock clock) {
    this.version = version;
    this.dependencies = dependencies;
    this.telemetry = telemetry;
    this.pokes = pokes;
    this.clock = clock;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/", "The service's card", "ServiceCard", this::card),
        Endpoint.get(
            "/health", "Health with a row for each dependency", "Health", request -> health(200)),
        Endpoint.get("/health/live", "200 while the process works", "Liveness", this::live),
        Endpoint.get("/health/ready", "503 until everything needed is there", "Health", this::ready)
            .answers(503, "Health"),
        Endpoint.get("/metrics", "All meters in Prometheus' text format", "", this::metrics),
        Endpoint.of(
                "POST",
                "/internal/poke/{id}",
                Role.OPERATOR,
                "Another instance says that this pipeline has changed",
                this::poke)
            .answers(204, ""));
  }

  private Answer card(ApiRequest request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("service", "DataFlow");
    json.put("version", version);
    json.put("status", dependencies.ready() ? "running" : "waiting");
    ObjectNode links = json.putObject("links");
    links.put("pipelines", "/api/v1/pipelines");
    links.put("connectors", "/api/v1/connectors");
    links.put("openapi", "/openapi.json");
    links.put("health", "/health");
    links.put("metrics", "/metrics");
    return Answer.ok(json);
  }

  private Answer live(ApiRequest request) {
    return Answer.ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("status", "ok")
            .put("timestamp", clock.instant().toString()));
  }

  private Answer ready(ApiRequest request) {
    return health(dependencies.ready() ? 200 : 503);
  }

  private Answer health(int status) {
    List<Dependency> all = dependencies.all();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    boolean allUp = all.stream().allMatch(Dependency::up);
    json.put("status", allUp ? "ok" : dependencies.ready() ? "degraded" : "waiting");
    json.put("timestamp", clock.instant().toString());
    ArrayNode rows = json.putArray("dependencies");
    ArrayNode waiting = json.putArray("waitingFor");
    for (Dependency dependency : all) {
      rows.addObject()
          .put("name", dependency.name())
          .put("state", dependency.state().name().toLowerCase(Locale.ROOT))
          .put("required", dependency.required())
          .put("detail", dependency.detail())
          .put("since", dependency.since().toString())
          .put("observedAt", dependency.observedAt().toString());
      if (!dependency.up()) {
        waiting.add(dependency.name() + ": " + dependency.detail());
      }
    }
    Answer.Json answer = Answer.json(status, json);
    return status == 503 ? answer.withHeader("Retry-After", "2") : answer;
  }

  private Answer metrics(ApiRequest request) {
    return new Answer.Text(200, Telemetry.CONTENT_TYPE, telemetry.scrape());
  }

  private Answer poke(ApiRequest request) {
    pokes.accept(request.pipelineId());
    return Answer.noContent();
  }
}
