package io.dataflow.benchmark.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Requests to one server, over connections that stay open. */
final class JsonClient {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;

  JsonClient(URI url) {
    this.url = url;
  }

  /**
   * @throws IOException also for an answer that is no success
   */
  JsonNode get(String path) throws IOException, InterruptedException {
    return answer(client.send(request("GET", path, ""), HttpResponse.BodyHandlers.ofString()));
  }

  /** The same for an answer that is no JSON. */
  String text(String path) throws IOException, InterruptedException {
    return successful(client.send(request("GET", path, ""), HttpResponse.BodyHandlers.ofString()));
  }

  /** As {@link #get}. */
  JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
    return answer(client.send(request(method, path, body), HttpResponse.BodyHandlers.ofString()));
  }

  /** Completes with the status of the answer. */
  CompletableFuture<Integer> post(String path) {
    return client
        .sendAsync(request("POST", path, ""), HttpResponse.BodyHandlers.discarding())
        .thenApply(HttpResponse::statusCode);
  }

  private HttpRequest request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(60));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return request
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  private static JsonNode answer(HttpResponse<String> response) throws IOException {
    String body = successful(response);
    return body.isEmpty() ? MissingNode.getInstance() : MAPPER.readTree(body);
  }

  private static String successful(HttpResponse<String> response) throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new IOException(
          response.request().method()
              + " "
              + response.request().uri()
              + " was answered with "
              + response.statusCode()
              + ": "
              + response.body());
    }
    return response.body();
  }
}
