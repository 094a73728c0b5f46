package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.JobFailure;
import io.dataflow.service.journal.JournalEntry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Why a pipeline is as it is: what failed, and the events behind the present state. */
final class ExplanationRoutes {
  private static final String BASE = "/api/v1/pipelines/{id}/";
  private static final int LONGEST_CHAIN = 50;

  private final Pipelines pipelines;
  private final StreamReader streams;
  private final EventJson events;
  private final FlinkCluster cluster;

  ExplanationRoutes(
      Pipelines pipelines, StreamReader streams, EventJson events, FlinkCluster cluster) {
    this.pipelines = pipelines;
    this.streams = streams;
    this.events = events;
    this.cluster = cluster;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
                BASE + "exceptions",
                "What failed, where, first and last seen",
                "ExceptionList",
                this::exceptions)
            .refuses(404),
        Endpoint.get(
                BASE + "why",
                "The events behind the present state, and what happens next",
                "Explanation",
                this::why)
            .refuses(404));
  }

  private Answer exceptions(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipelineId", state.pipelineId());
    ArrayNode exceptions = json.putArray("exceptions");
    boolean live = true;
    Optional<Attempt> open = state.openAttempt();
    if (open.isPresent()) {
      try {
        cluster
            .failures(open.get().jobId())
            .forEach(failure -> exceptions.add(live(open.get().number(), failure)));
      } catch (ClusterUnavailableException e) {
        live = false;
      }
    }
    recorded(state.pipelineId(), exceptions);
    json.put("clusterReached", live);
    return Answer.ok(json);
  }

  private static ObjectNode live(int attempt, JobFailure failure) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("class", failure.errorClass().name().toLowerCase(Locale.ROOT));
    json.put("code", failure.exceptionClass());
    json.put("message", failure.message());
    failure.task().ifPresent(task -> json.put("step", task));
    json.put("attempt", attempt);
    json.put("firstSeen", failure.firstSeen().toString());
    json.put("lastSeen", failure.lastSeen().toString());
    json.put("count", failure.count());
    return json;
  }

  /** Newest first; the same cause is counted instead of repeated. */
  private void recorded(String pipelineId, ArrayNode exceptions) {
    List<JournalEntry> history = streams.all(pipelineId);
    for (int i = history.size() - 1; i >= 0; i--) {
      JournalEntry entry = history.get(i);
      failure(entry.event())
          .ifPresent(failure -> merge(exceptions, PipelineJson.failure(failure), entry));
    }
  }

  private static void merge(ArrayNode exceptions, ObjectNode failure, JournalEntry entry) {
    String time = entry.time().toString();
    for (var known : exceptions) {
      if (known.path("code").equals(failure.path("code"))
          && known.path("message").equals(failure.path("message"))
          && known.has("recorded")) {
        ((ObjectNode) known).put("firstSeen", time).put("count", known.get("count").asInt() + 1);
        return;
      }
    }
    failure.put("firstSeen", time).put("lastSeen", time).put("count", 1).put("recorded", true);
    exceptions.add(failure);
  }

  private static Optional<Failure> failure(PipelineEvent event) {
    if (event instanceof PipelineEvent.PipelineFailed failed) {
      return Optional.of(failed.failure());
    }
    if (event instanceof PipelineEvent.JobEnded ended) {
      return ended.failure();
    }
    if (event instanceof PipelineEvent.JobRestarting restarting) {
      return restarting.failure();
    }
    return event instanceof PipelineEvent.SubmissionRefused refused
        ? Optional.of(refused.failure())
        : Optional.empty();
  }

  private Answer why(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    List<JournalEntry> history = streams.all(state.pipelineId());
    int first = history.size() - 1;
    while (first > 0 && !isIntent(history.get(first).event())) {
      first--;
    }
    first = Math.max(first, history.size() - LONGEST_CHAIN);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipelineId", state.pipelineId());
    json.put("status", state.status().text());
    json.put("desiredState", state.desired().name().toLowerCase(Locale.ROOT));
    ArrayNode because = json.putArray("because");
    history.subList(Math.max(first, 0), history.size()).forEach(e -> because.add(events.render(e)));
    json.put("next", next(state));
    return Answer.ok(json);
  }

  private static boolean isIntent(PipelineEvent event) {
    return event instanceof PipelineEvent.Created
        || event instanceof PipelineEvent.StartRequested
        || event instanceof PipelineEvent.StopRequested
        || event instanceof PipelineEvent.RestartRequested
        || event instanceof PipelineEvent.PipelineReset
        || event instanceof PipelineEvent.DeleteRequested;
  }

  private static String next(PipelineState state) {
    return switch (state.status()) {
      case CONFIGURED -> "nothing happens until it is started";
      case STARTING -> "the job is planned and submitted, and runs once all its tasks run";
      case RUNNING -> "it goes on; a lost job is recovered from its newest checkpoint";
      case RECOVERING -> "a new attempt is submitted from the newest restore point";
      case WAITING ->
          "it goes on by itself once this is over: "
              + state.waiting().map(waiting -> waiting.text()).orElse("unknown");
      case PAUSING -> "it is paused once the savepoint is complete";
      case PAUSED -> "resume goes on from exactly its savepoint";
      case STOPPING -> "it is stopped once the job has ended";
      case STOPPED -> "nothing happens until it is started, which goes on from the latest point";
      case COMPLETED -> "nothing: the input was read to its end; start runs it from the beginning";
      case FAILED ->
          "nothing until it is started again (from the latest point) or reset"
              + state.failure().map(failure -> "; it failed with " + failure.code()).orElse("");
      case DELETED -> "nothing";
    };
  }
}
