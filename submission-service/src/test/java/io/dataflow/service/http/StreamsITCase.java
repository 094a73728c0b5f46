package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.service.domain.PipelineEvent;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stays open: event streams and WebSockets. */
class StreamsITCase {
  private static final String ONE = "/api/v1/pipelines/orders";
  private final HttpClient client = HttpClient.newHttpClient();
  private TestingApi api;

  @BeforeEach
  void start() {
    api = new TestingApi();
    api.put(ONE, LifecycleApiITCase.generated("Orders"));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private BufferedReader events(String... headers) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(api.uri(ONE + "/events"))
            .header("Accept", "text/event-stream")
            .headers(headers.length == 0 ? new String[] {"X-None", "1"} : headers)
            .build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static String next(BufferedReader reader, String prefix) throws Exception {
    String line = reader.readLine();
    while (line != null && !line.startsWith(prefix)) {
      line = reader.readLine();
    }
    return line;
  }

  @Test
  void theJournalGoesOnLive() throws Exception {
    try (BufferedReader reader = events()) {
      assertThat(next(reader, "event: ")).isEqualTo("event: created");
      api.post(ONE + "/start", null);
      assertThat(next(reader, "id: ")).isEqualTo("id: 2");
      assertThat(next(reader, "event: ")).isEqualTo("event: start-requested");
      assertThat(next(reader, "data: ")).contains("\"sequence\":2");
    }
  }

  @Test
  void aClientComesBackWhereItWas() throws Exception {
    api.post(ONE + "/start", null);
    try (BufferedReader reader = events("Last-Event-ID", "1")) {
      assertThat(next(reader, "id: ")).isEqualTo("id: 2");
    }
  }

  @Test
  void aStoppingServiceSaysGoodbye() throws Exception {
    try (BufferedReader reader = events()) {
      assertThat(next(reader, "event: ")).isEqualTo("event: created");
      CompletableFuture<Void> closing = CompletableFuture.runAsync(api::close);
      assertThat(next(reader, "event: end")).isEqualTo("event: end");
      assertThat(next(reader, "data: ")).contains("the service is stopping");
      assertThat(next(reader, "nothing more")).isNull();
      closing.get(30, TimeUnit.SECONDS);
    }
  }

  private static final class Messages implements WebSocket.Listener {
    final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        received.add(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
      closed.complete(statusCode);
      return null;
    }

    JsonNode next() throws InterruptedException {
      String message = received.poll(30, TimeUnit.SECONDS);
      assertThat(message).as("a message within 30 seconds").isNotNull();
      return JsonText.stored(message);
    }
  }

  private WebSocket open(String path, Messages messages, String... origin) {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    if (origin.length > 0) {
      builder.header("Origin", origin[0]);
    }
    return builder.buildAsync(URI.create("ws://127.0.0.1:" + api.port() + path), messages).join();
  }

  @Test
  void aSocketGetsTheSeedsUpdates() throws Exception {
    Messages messages = new Messages();
    WebSocket socket = open("/api/v1/ws/pipelines/orders", messages);
    JsonNode update = messages.next();
    assertThat(update.path("type").asText()).isEqualTo("pipeline_update");
    assertThat(update.path("pipelineId").asText()).isEqualTo("orders");
    assertThat(update.path("status").asText()).isEqualTo("configured");
    assertThat(update.has("metrics")).isTrue();
    assertThat(update.path("metrics").isNull()).isTrue();
    assertThat(Instant.parse(update.path("timestamp").asText())).isNotNull();
    api.post(ONE + "/start", null);
    api.happens(
        "orders",
        new PipelineEvent.AttemptPlanned(
            1, "c".repeat(32), 1, Optional.empty(), "first", false, Instant.now()),
        new PipelineEvent.JobSubmitted(1),
        new PipelineEvent.JobRunning(1));
    while (!messages.next().path("status").asText().equals("running")) {
      assertThat(messages.closed).isNotDone();
    }
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Test
  void aSocketOfAllPipelinesSeesAll() throws Exception {
    api.put("/api/v1/pipelines/users", LifecycleApiITCase.generated("Users"));
    Messages messages = new Messages();
    WebSocket socket = open("/api/v1/ws/pipelines", messages);
    assertThat(
            java.util.List.of(
                messages.next().path("pipelineId").asText(),
                messages.next().path("pipelineId").asText()))
        .containsExactlyInAnyOrder("orders", "users");
    socket.abort();
  }

  @Test
  void anUnknownPipelineIsAnErrorThenTheEnd() throws Exception {
    Messages messages = new Messages();
    open("/api/v1/ws/pipelines/unknown", messages);
    JsonNode error = messages.next();
    assertThat(error.path("type").asText()).isEqualTo("error");
    assertThat(error.path("message").asText()).isEqualTo("Pipeline not found: unknown");
    assertThat(messages.closed.get(30, TimeUnit.SECONDS)).isEqualTo(1008);
  }

  @Test
  void anotherPagesSocketIsRefused() {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () -> open("/api/v1/ws/pipelines", new Messages(), "https://evil.example")))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(java.net.http.WebSocketHandshakeException.class);
  }

  @Test
  void thereIsALimitOfStreams() throws Exception {
    java.util.List<BufferedReader> open = new java.util.ArrayList<>();
    for (int i = 0; i < 8; i++) {
      open.add(events());
    }
    TestingApi.Reply reply = api.get(ONE + "/events", "Accept", "text/event-stream");
    assertThat(reply.status()).isEqualTo(503);
    for (BufferedReader reader : open) {
      reader.close();
    }
  }
}
