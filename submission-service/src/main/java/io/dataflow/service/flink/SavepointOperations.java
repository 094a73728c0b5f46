package io.dataflow.service.flink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flink's asynchronous operations over plain REST: RestClusterClient would choose the trigger ids
 * itself, and a lost answer could never be asked for again.
 */
final class SavepointOperations {

  private static final Pattern SAVEPOINT_OF_FAILED_STOP =
      Pattern.compile("A savepoint has been created at: (\\S+), but the corresponding job");

  private final FlinkRest rest;

  SavepointOperations(FlinkRest rest) {
    this.rest = rest;
  }

  TriggerAnswer stop(String jobId, String triggerId, String directory, boolean drain)
      throws ClusterUnavailableException {
    return trigger(
        "/jobs/" + jobId + "/stop",
        request(triggerId).put("targetDirectory", directory).put("drain", drain));
  }

  TriggerAnswer savepoint(String jobId, String triggerId, String directory)
      throws ClusterUnavailableException {
    return trigger(
        "/jobs/" + jobId + "/savepoints",
        request(triggerId).put("target-directory", directory).put("cancel-job", false));
  }

  SavepointStatus status(String jobId, String triggerId) throws ClusterUnavailableException {
    String path = "/jobs/" + jobId + "/savepoints/" + triggerId;
    FlinkRest.Answer answer = rest.get(path);
    if (answer.isNotFound()) {
      return new SavepointStatus.Unknown();
    }
    JsonNode body = rest.success(path, answer).body();
    if (!isCompleted(body)) {
      return new SavepointStatus.InProgress();
    }
    JsonNode operation = body.path("operation");
    if (operation.hasNonNull("location")) {
      return new SavepointStatus.Completed(operation.path("location").asText());
    }
    String trace = trace(operation);
    Matcher created = SAVEPOINT_OF_FAILED_STOP.matcher(trace);
    return created.find()
        ? new SavepointStatus.Completed(created.group(1))
        : new SavepointStatus.Failed(StackTraces.rootCause(trace).text());
  }

  /** Flink takes no trigger id of ours here, so each call is an operation of its own. */
  String dispose(String location) throws ClusterUnavailableException {
    String path = "/savepoint-disposal";
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("savepoint-path", location);
    return rest.success(path, rest.post(path, body)).body().path("request-id").asText();
  }

  DisposalAnswer disposal(String requestId) throws ClusterUnavailableException {
    JsonNode body = rest.read("/savepoint-disposal/" + requestId);
    if (!isCompleted(body)) {
      return new DisposalAnswer.InProgress();
    }
    String trace = trace(body.path("operation"));
    return trace.isEmpty()
        ? new DisposalAnswer.Disposed()
        : new DisposalAnswer.Failed(StackTraces.rootCause(trace).text());
  }

  private TriggerAnswer trigger(String path, ObjectNode body) throws ClusterUnavailableException {
    FlinkRest.Answer answer = rest.post(path, body);
    if (answer.status() / 100 == 4) {
      return new TriggerAnswer.Refused(answer.error());
    }
    rest.success(path, answer);
    return new TriggerAnswer.Triggered();
  }

  private static ObjectNode request(String triggerId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("triggerId", triggerId)
        .put("formatType", "NATIVE");
  }

  private static boolean isCompleted(JsonNode body) {
    return body.path("status").path("id").asText().equals("COMPLETED");
  }

  private static String trace(JsonNode operation) {
    return operation.path("failure-cause").path("stack-trace").asText();
  }
}
