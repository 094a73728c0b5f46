package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.command.CommandOutcome;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineCommand;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.Snapshot;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.RetainedCheckpoint;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Savepoints and retained checkpoints: what a start can begin from. */
final class SnapshotRoutes {
  private static final String BASE = "/api/v1/pipelines/{id}/snapshots";

  private final Pipelines pipelines;
  private final CommandAnswers answers;
  private final FlinkCluster cluster;

  SnapshotRoutes(Pipelines pipelines, CommandAnswers answers, FlinkCluster cluster) {
    this.pipelines = pipelines;
    this.answers = answers;
    this.cluster = cluster;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(BASE, "Savepoints and retained checkpoints", "SnapshotList", this::list)
            .refuses(404),
        Endpoint.of(
                "POST",
                BASE,
                Role.OPERATOR,
                "Takes a savepoint beside the running job",
                this::trigger)
            .takes(Endpoint.BodyKind.COMMAND, "EmptyRequest")
            .answers(200, "CommandAnswer")
            .answers(202, "CommandAnswer")
            .refuses(404, 409),
        Endpoint.get(BASE + "/{sid}", "One savepoint or retained checkpoint", "Snapshot", this::one)
            .refuses(404),
        Endpoint.of(
                "DELETE", BASE + "/{sid}", Role.OPERATOR, "Disposes of a savepoint", this::delete)
            .answers(202, "CommandAnswer")
            .answers(204, "")
            .refuses(404, 409));
  }

  private Answer list(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("pipelineId", state.pipelineId());
    ArrayNode snapshots = json.putArray("snapshots");
    state.snapshots().forEach(snapshot -> snapshots.add(render(state, snapshot)));
    boolean complete = true;
    try {
      addCheckpoints(state, snapshots);
    } catch (ClusterUnavailableException e) {
      complete = false;
    }
    json.put("checkpointsListed", complete);
    return Answer.ok(json);
  }

  private void addCheckpoints(PipelineState state, ArrayNode snapshots)
      throws ClusterUnavailableException {
    Set<String> pinned = state.pinnedPaths();
    for (Attempt attempt : state.attempts()) {
      if (attempt.directory() == Attempt.Directory.KEPT) {
        for (RetainedCheckpoint checkpoint : cluster.retainedCheckpoints(attempt.jobId())) {
          snapshots
              .addObject()
              .put(
                  "snapshotId",
                  new StartFrom.FromCheckpoint(attempt.number(), checkpoint.checkpointId()).text())
              .put("kind", "checkpoint")
              .put("state", "completed")
              .put("attempt", attempt.number())
              .put("version", attempt.version())
              .put("path", checkpoint.path())
              .put("completedAt", checkpoint.completedAt().toString())
              .put("inUse", pinned.contains(checkpoint.path()));
        }
      }
    }
  }

  private static ObjectNode render(PipelineState state, Snapshot snapshot) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("snapshotId", snapshot.id());
    json.put("kind", snapshot.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.put("state", snapshot.state().name().toLowerCase(Locale.ROOT));
    json.put("attempt", snapshot.attempt());
    json.put("version", snapshot.version());
    snapshot.path().ifPresent(path -> json.put("path", path));
    json.put("requestedAt", snapshot.requestedAt().toString());
    snapshot.completedAt().ifPresent(at -> json.put("completedAt", at.toString()));
    snapshot.cause().ifPresent(cause -> json.put("cause", cause));
    json.put(
        "inUse", snapshot.path().filter(path -> state.pinnedPaths().contains(path)).isPresent());
    return json;
  }

  private Answer one(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    String id = request.pathParameter("sid");
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    state.snapshots().forEach(snapshot -> all.add(render(state, snapshot)));
    if (StartFrom.parse(id) instanceof StartFrom.FromCheckpoint) {
      try {
        addCheckpoints(state, all);
      } catch (ClusterUnavailableException e) {
        throw Problem.of(
                ProblemCode.CLUSTER_UNAVAILABLE,
                "retained checkpoints cannot be listed: " + e.getMessage())
            .withHeader("Retry-After", "5")
            .exception();
      }
    }
    for (var snapshot : all) {
      if (snapshot.path("snapshotId").asText().equals(id)) {
        return Answer.ok(snapshot);
      }
    }
    throw Problem.of(
            ProblemCode.SNAPSHOT_NOT_FOUND,
            "pipeline '" + state.pipelineId() + "' has no snapshot '" + id + "'")
        .exception();
  }

  private Answer trigger(ApiRequest request) {
    request.command().check();
    return answers.lifecycle(
        request,
        new PipelineCommand.TriggerSnapshot(),
        new CommandAnswers.Said("Snapshot is being taken", "Snapshot taken"));
  }

  private Answer delete(ApiRequest request) {
    PipelineState state = pipelines.require(request);
    CommandOutcome outcome =
        answers.send(
            request,
            state.pipelineId(),
            new PipelineCommand.DeleteSnapshot(request.pathParameter("sid")));
    return outcome instanceof CommandOutcome.Accepted accepted
        ? answers.deletion(request, accepted, request.preferredWait())
        : Answer.noContent();
  }
}
