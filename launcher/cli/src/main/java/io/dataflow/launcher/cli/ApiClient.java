package io.dataflow.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Speaks to a service's REST API. */
final class ApiClient {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private final URI url;
  private final Optional<String> token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  ApiClient(URI url, Optional<String> token) {
    this.url = url;
    this.token = token;
  }

  /**
   * The service at this address, else that of {@code DATAFLOW_URL}, else that of the local stack,
   * else the standard address; with the token of {@code DATAFLOW_TOKEN} or in the file {@code
   * DATAFLOW_TOKEN_FILE}.
   */
  static ApiClient ofThisCommand(Optional<String> given) throws IOException {
    String named = given.orElse(System.getenv("DATAFLOW_URL"));
    URI url =
        named != null && !named.isBlank()
            ? URI.create(named.replaceAll("/+$", ""))
            : Home.ofThisCommand()
                .startedStack()
                .map(stack -> stack.service().url())
                .orElse(URI.create("http://127.0.0.1:8080"));
    return new ApiClient(url, token());
  }

  private static Optional<String> token() throws IOException {
    String file = System.getenv("DATAFLOW_TOKEN_FILE");
    String token = file == null ? System.getenv("DATAFLOW_TOKEN") : Files.readString(Path.of(file));
    return Optional.ofNullable(token).map(String::strip).filter(text -> !text.isEmpty());
  }

  URI url() {
    return url;
  }

  /** {@code /api/v1/pipelines/} and the id. */
  static String pipeline(String id) {
    return "/api/v1/pipelines/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  Answer get(String path) throws IOException, InterruptedException, CommandException {
    return send("GET", path, Map.of(), HttpRequest.BodyPublishers.noBody());
  }

  /**
   * All elements of a paged list.
   *
   * @param path without a query
   * @param member the name of the array in each page
   */
  List<JsonNode> pages(String path, String member)
      throws IOException, InterruptedException, CommandException {
    List<JsonNode> all = new ArrayList<>();
    JsonNode page = get(path).orFail();
    page.path(member).forEach(all::add);
    while (page.hasNonNull("next")) {
      String next = URLEncoder.encode(page.get("next").asText(), StandardCharsets.UTF_8);
      page = get(path + "?after=" + next).orFail();
      page.path(member).forEach(all::add);
    }
    return all;
  }

  Answer delete(String path) throws IOException, InterruptedException, CommandException {
    return send("DELETE", path, Map.of("If-Match", "*"), HttpRequest.BodyPublishers.noBody());
  }

  /** POST or PUT of a text. */
  Answer send(String method, String path, Map<String, String> headers, String body)
      throws IOException, InterruptedException, CommandException {
    return send(method, path, headers, HttpRequest.BodyPublishers.ofString(body));
  }

  private Answer send(
      String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException, CommandException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(ANSWER).method(method, body);
    request.header("Accept", "application/json, application/problem+json");
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("ETag"),
          parse(response.body()),
          method + " " + path);
    } catch (ConnectException | HttpConnectTimeoutException e) {
      throw CommandException.notReachable(
          "nothing listens at " + url + "; dataflow up starts a stack on this machine");
    } catch (HttpTimeoutException e) {
      throw CommandException.notReachable(
          url + " did not answer " + method + " " + path + " within " + ANSWER.toSeconds() + " s");
    }
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode tree = Json.MAPPER.readTree(body);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException notJson) {
      return Json.MAPPER.getNodeFactory().textNode(body);
    }
  }

  /**
   * An answer of the service.
   *
   * @param body missing if empty, a text if it is no JSON
   * @param request for messages
   */
  record Answer(int status, Optional<String> etag, JsonNode body, String request) {

    boolean isSuccess() {
      return status / 100 == 2;
    }

    /** The body of a success; a problem ends the command with the service's own words. */
    JsonNode orFail() throws CommandException {
      if (isSuccess()) {
        return body;
      }
      throw CommandException.failed(problem());
    }

    String problem() {
      StringBuilder text = new StringBuilder();
      if (body.path("detail").isTextual()) {
        text.append(body.path("detail").asText());
      } else if (body.path("title").isTextual()) {
        text.append(body.path("title").asText());
      } else {
        text.append(request).append(": ").append(body.isTextual() ? body.asText() : body);
      }
      text.append(" (").append(status);
      if (body.path("code").isTextual()) {
        text.append(' ').append(body.path("code").asText());
      }
      text.append(')');
      for (JsonNode error : body.path("errors")) {
        text.append("\n  ").append(error.path("message").asText());
      }
      return text.toString();
    }
  }
}
