package io.dataflow.service.flink;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.dataflow.service.flink.ClusterUnavailableException.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Flink's REST endpoint: one request, one answer, no retries. */
final class FlinkRest {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final URI endpoint;
  private final AtomicLong connection = new AtomicLong();

  FlinkRest(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * @param body empty object where the answer is no JSON
   */
  record Answer(int status, JsonNode body) {

    boolean isNotFound() {
      return status == 404;
    }

    boolean isSuccess() {
      return status / 100 == 2;
    }

    /** What Flink wrote in {@code errors}, without the server's stack trace. */
    String error() {
      StringBuilder text = new StringBuilder();
      for (JsonNode error : body.path("errors")) {
        String line = StackTraces.rootCause(error.asText()).text();
        if (!line.isBlank()) {
          text.append(text.isEmpty() ? "" : "; ").append(line);
        }
      }
      return text.isEmpty() ? "Flink answered " + status : text.toString();
    }
  }

  /** Grows whenever a request got no answer: what was read before may be of an older cluster. */
  long connection() {
    return connection.get();
  }

  Answer get(String path) throws ClusterUnavailableException {
    return send(request(path).GET());
  }

  Answer post(String path, JsonNode body) throws ClusterUnavailableException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  Answer patch(String path) throws ClusterUnavailableException {
    return send(request(path).method("PATCH", BodyPublishers.noBody()));
  }

  /** The body of an answer that has to be a success. */
  JsonNode read(String path) throws ClusterUnavailableException {
    return success(path, get(path)).body();
  }

  /** A status that is not expected here proves nothing: it counts as no answer. */
  Answer success(String path, Answer answer) throws ClusterUnavailableException {
    if (!answer.isSuccess()) {
      throw new ClusterUnavailableException(
          Part.JOB_MANAGER,
          "Flink answered " + answer.status() + " to " + path + ": " + answer.error());
    }
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(endpoint.resolve(path));
  }

  private Answer send(HttpRequest.Builder builder) throws ClusterUnavailableException {
    CompletableFuture<HttpResponse<String>> sent =
        client.sendAsync(builder.build(), HttpResponse.BodyHandlers.ofString());
    try {
      // The request's own timeout ends with the headers; a body may stall as well.
      HttpResponse<String> response = sent.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() == 503) {
        // A JobManager without leadership knows neither jobs nor their absence.
        throw lost("the JobManager at " + endpoint + " has no leader", null);
      }
      return new Answer(response.statusCode(), json(response.body()));
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw lost("no answer from Flink at " + endpoint + " in " + ANSWER.toSeconds() + " s", e);
    } catch (IOException | ExecutionException e) {
      throw lost("no answer from Flink at " + endpoint + ": " + StackTraces.describe(e), e);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw lost("interrupted while waiting for Flink at " + endpoint, e);
    }
  }

  private ClusterUnavailableException lost(String message, Throwable cause) {
    connection.incrementAndGet();
    return new ClusterUnavailableException(Part.JOB_MANAGER, message, cause);
  }

  private JsonNode json(String text) throws IOException {
    try {
      JsonNode node = mapper.readTree(text);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      throw new IOException("not JSON: " + StackTraces.shortened(text, 200), e);
    }
  }
}
