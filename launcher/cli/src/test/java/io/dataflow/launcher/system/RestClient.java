package io.dataflow.launcher.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;

/** Speaks to a service, or to Flink. */
final class RestClient {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String PIPELINES = "/api/v1/pipelines/";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI url;

  RestClient(URI url) {
    this.url = url;
  }

  /**
   * @param body missing if it is empty
   */
  record Reply(int status, HttpHeaders headers, JsonNode body) {
    Reply expect(int... statuses) {
      for (int expected : statuses) {
        if (status == expected) {
          return this;
        }
      }
      throw new AssertionError("answered " + status + ": " + body);
    }
  }

  URI url() {
    return url;
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  Reply send(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(60));
    if (body.isEmpty()) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.method(method, HttpRequest.BodyPublishers.ofString(body));
      request.header("Content-Type", "application/json");
    }
    if (method.equals("PUT") || method.equals("DELETE")) {
      request.header("If-Match", "*");
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    JsonNode tree = response.body().isEmpty() ? null : MAPPER.readTree(response.body());
    return new Reply(
        response.statusCode(), response.headers(), tree == null ? MissingNode.getInstance() : tree);
  }

  /** Creates the pipeline or replaces its definition. */
  Reply put(String id, String definition) throws IOException, InterruptedException {
    return send("PUT", PIPELINES + id, definition).expect(200, 201);
  }

  /** start, pause, resume or stop; what is already so is fine. */
  Reply command(String id, String command) throws IOException, InterruptedException {
    return send("POST", PIPELINES + id + "/" + command, "").expect(200, 202);
  }

  JsonNode details(String id) throws IOException, InterruptedException {
    return get(PIPELINES + id).expect(200).body();
  }

  JsonNode events(String id) throws IOException, InterruptedException {
    return get(PIPELINES + id + "/events?limit=500").expect(200).body().path("events");
  }

  /** How many events of this type the pipeline has. */
  long count(String id, String type) throws IOException, InterruptedException {
    long count = 0;
    for (JsonNode event : events(id)) {
      if (event.path("type").asText().equals(type)) {
        count++;
      }
    }
    return count;
  }

  /** Waits for a status; a pipeline that has failed instead ends the wait. */
  JsonNode awaitStatus(String id, String status) {
    Set<String> ends = Set.of(status, "failed");
    JsonNode details =
        Await.until(
            id + " is " + status,
            () -> details(id),
            seen -> ends.contains(seen.path("status").asText()));
    if (!details.path("status").asText().equals(status)) {
      throw new AssertionError(id + " is not " + status + ": " + details);
    }
    return details;
  }
}
