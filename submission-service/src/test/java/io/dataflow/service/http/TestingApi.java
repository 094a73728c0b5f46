package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.plan.PlannerContext;
import io.dataflow.service.command.AppendOutcome;
import io.dataflow.service.command.CommandHandler;
import io.dataflow.service.command.DefinitionResolver;
import io.dataflow.service.command.LoadedPipeline;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.flink.TestingFlinkCluster;
import io.dataflow.service.journal.EventMetadata;
import io.dataflow.service.journal.TestingFaults;
import io.dataflow.service.journal.TestingJournal;
import io.dataflow.service.preview.TrialJvm;
import io.dataflow.service.preview.TrialLimits;
import io.dataflow.service.projection.PipelineList;
import io.dataflow.service.projection.TestingSummaries;
import io.dataflow.service.projection.TestingTotals;
import io.dataflow.service.slot.TestingCatalogue;
import io.dataflow.service.slot.TestingMarks;
import io.dataflow.service.telemetry.Dependencies;
import io.dataflow.service.telemetry.Telemetry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The real API on a free port of loopback, over in-memory twins of all that is behind it. */
final class TestingApi implements AutoCloseable {
  static final UUID INSTALLATION = UUID.fromString("6c1f0000-0000-4000-8000-000000000001");

  final TestingFaults faults = new TestingFaults();
  final TestingJournal journal = new TestingJournal(faults);
  final TestingTotals totals = new TestingTotals(faults);
  final Clock clock = Clock.systemUTC();
  final TestingFlinkCluster cluster = new TestingFlinkCluster(clock, 8);
  final Dependencies dependencies = new Dependencies(clock);
  final Telemetry telemetry = new Telemetry();
  final List<String> pokes = new CopyOnWriteArrayList<>();
  final PipelineRepository repository;
  private final HttpApi api;
  private final HttpClient client = HttpClient.newHttpClient();
  private final OpenApiContract contract;

  TestingApi() {
    this(settings -> settings);
  }

  /**
   * @param headers with which the OpenAPI document is read
   */
  TestingApi(UnaryOperator<HttpSettings> change, String... headers) {
    PipelineList list = new PipelineList(new TestingSummaries(faults), clock, Duration.ofMillis(1));
    repository = new PipelineRepository(journal, list, clock, UUID::randomUUID);
    CommandHandler commands =
        new CommandHandler(
            repository,
            new TestingCatalogue(faults),
            new TestingMarks(faults),
            pokes::add,
            clock,
            System::nanoTime,
            pause -> LockSupport.parkNanos(pause.toNanos()),
            new Random(1));
    ConnectorRegistry connectors = ConnectorRegistry.load(getClass().getClassLoader());
    ExpressionCompiler expressions = new ExpressionCompiler(FunctionRegistry.standard());
    DefinitionResolver resolver =
        new DefinitionResolver(
            mode ->
                new PlannerContext(
                    connectors, expressions, ConnectorPolicy.UNRESTRICTED, Map.of(), mode, true));
    dependencies.declare("journal", true);
    dependencies.declare("flink", false);
    api =
        HttpApi.start(
            change.apply(settings()),
            new ApiServices(
                journal,
                repository,
                commands,
                resolver,
                new TrialJvm(TrialLimits.STANDARD, ConnectorPolicy.UNRESTRICTED, Map.of(), true),
                list,
                totals,
                cluster,
                connectors,
                FunctionRegistry.standard(),
                dependencies,
                telemetry,
                () -> INSTALLATION,
                pokes::add,
                clock,
                "test"));
    contract = new OpenApiContract(get("/openapi.json", headers).body());
  }

  static HttpSettings settings() {
    return new HttpSettings(
        "127.0.0.1",
        0,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        16,
        4,
        8,
        300_000,
        200_000,
        0,
        List.of(),
        List.of(),
        List.of(),
        Duration.ofMillis(200),
        "");
  }

  /** An answer. */
  record Reply(int status, Map<String, List<String>> headers, String text) {
    JsonNode body() {
      return text.isBlank() || !text.stripLeading().startsWith("{")
          ? JsonNodeFactory.instance.missingNode()
          : JsonText.stored(text);
    }

    String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> String.join(", ", entry.getValue()))
          .findFirst()
          .orElse("");
    }
  }

  int port() {
    return api.port();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  Reply get(String path, String... headers) {
    return sendBytes("GET", path, null, headers);
  }

  Reply post(String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    if (json != null && !all.contains("Content-Type")) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    return send("POST", path, json, all.toArray(String[]::new));
  }

  Reply put(String path, String json, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.addAll(List.of("Content-Type", "application/json"));
    return send("PUT", path, json, all.toArray(String[]::new));
  }

  Reply send(String method, String path, String body, String... headers) {
    return sendBytes(
        method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Every answer is held against the OpenAPI document. */
  Reply sendBytes(String method, String path, byte[] body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Reply reply = new Reply(response.statusCode(), response.headers().map(), response.body());
      if (contract != null) {
        contract.check(method, path, reply);
      }
      return reply;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Sends these very bytes and reads until the server closes. */
  Reply raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream input = socket.getInputStream();
      String text = new String(input.readAllBytes(), StandardCharsets.UTF_8);
      int end = text.indexOf("\r\n\r\n");
      String[] head = text.substring(0, end).split("\r\n");
      Map<String, List<String>> headers =
          Arrays.stream(head)
              .skip(1)
              .map(line -> line.split(": ?", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> List.of(pair[1]), (a, b) -> b));
      return new Reply(Integer.parseInt(head[0].split(" ")[1]), headers, text.substring(end + 4));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What the control plane would record. */
  void happens(String pipelineId, PipelineEvent... events) {
    LoadedPipeline loaded = repository.load(pipelineId);
    AppendOutcome outcome =
        repository.append(
            loaded,
            OptionalLong.empty(),
            List.of(events),
            new EventMetadata("test", java.util.Optional.empty(), ""));
    if (!(outcome instanceof AppendOutcome.Appended)) {
      throw new AssertionError("the event was not appended: " + outcome);
    }
  }

  /** Everything that a refused request must leave as it was. */
  Map<String, Long> everything() {
    return journal.heads(journal.pipelineIds());
  }

  OpenApiContract contract() {
    return contract;
  }

  @Override
  public void close() {
    api.close();
    telemetry.close();
  }
}
