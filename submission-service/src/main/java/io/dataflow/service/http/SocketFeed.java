package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.PipelineStatus;
import io.dataflow.service.projection.PipelineList;
import io.dataflow.service.projection.PipelineSummary;
import io.dataflow.service.projection.SummaryQuery;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The messages of one socket. Not thread-safe: all calls come from the watch's thread. */
final class SocketFeed {
  private static final int MOST_PIPELINES = 1_000;

  private final Pipelines pipelines;
  private final PipelineList list;
  private final MetricsReader metrics;
  private final Clock clock;
  private final Map<String, Long> sent = new HashMap<>();

  SocketFeed(Pipelines pipelines, PipelineList list, MetricsReader metrics, Clock clock) {
    this.pipelines = pipelines;
    this.list = list;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** The update of one pipeline; empty when it does not exist. */
  Optional<String> one(String pipelineId) {
    PipelineState state = pipelines.find(pipelineId);
    return state.exists() ? Optional.of(update(state)) : Optional.empty();
  }

  /** Updates of those that run or have changed since the last call. */
  List<String> changed() {
    List<String> updates = new ArrayList<>();
    for (PipelineSummary summary : list.page(SummaryQuery.first(MOST_PIPELINES)).pipelines()) {
      Long before = sent.put(summary.pipelineId(), summary.sequenceNumber());
      boolean same = before != null && before == summary.sequenceNumber();
      if (!same || summary.status().equals(PipelineStatus.RUNNING.text())) {
        one(summary.pipelineId()).ifPresent(updates::add);
      }
    }
    return updates;
  }

  private String update(PipelineState state) {
    return message(
        "pipeline_update",
        json -> {
          json.put("pipelineId", state.pipelineId());
          json.put("status", state.status().text());
          JsonNode figures = metrics.metrics(state);
          json.set("metrics", figures);
        });
  }

  String error(String message) {
    return message("error", json -> json.put("message", message));
  }

  private String message(String type, Consumer<ObjectNode> members) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", type);
    members.accept(json);
    json.put("timestamp", clock.instant().toString());
    return JsonText.write(json);
  }
}
