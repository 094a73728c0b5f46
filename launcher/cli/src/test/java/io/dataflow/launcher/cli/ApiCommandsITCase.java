package io.dataflow.launcher.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the commands send, and how they say what comes back; the answers are canned. */
class ApiCommandsITCase {

  @TempDir Path folder;
  private HttpServer server;
  private final List<String> requests = new ArrayList<>();
  private final Map<String, Canned> answers = new HashMap<>();
  private Path orders;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    orders = folder.resolve("orders.json");
    Files.writeString(orders, "{\"name\": \"Orders\",\n \"sink\": {\"sinkTyp\": \"file\"}}\n");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void applyCreatesUnderTheSlugOfTheName() {
    answers.put("PUT /api/v1/pipelines/orders", new Canned(201, "{\"message\": \"created\"}"));
    Run run = run("apply", "-f", orders.toString());
    assertThat(run.text()).isEqualTo("orders: created\n");
    assertThat(run.code()).isZero();
    assertThat(requests)
        .containsExactly(
            "GET /api/v1/pipelines/orders",
            "PUT /api/v1/pipelines/orders application/json " + text(orders));
  }

  @Test
  void applyReplacesOnlyTheVersionItSaw() {
    answers.put("GET /api/v1/pipelines/orders", new Canned(200, "{}"));
    answers.put("PUT /api/v1/pipelines/orders", new Canned(200, "{}"));
    assertThat(run("apply", "-f", orders.toString()).code()).isZero();
    assertThat(requests.get(1)).contains("If-Match \"7\"");
  }

  @Test
  void everyErrorOfADefinitionIsShownInItsPlaceAndExitsWith2() {
    answers.put(
        "PUT /api/v1/pipelines/orders",
        new Canned(
            422,
            """
            {"title": "invalid definition", "errors": [
              {"code": "UNKNOWN_FIELD_IN_DOCUMENT", "severity": "error", "pointer": "/sink/sinkTyp",
               "message": "unknown field 'sinkTyp'", "hint": "did you mean 'sinkType'?"},
              {"code": "MISSING_VALUE", "severity": "error", "pointer": "/source",
               "message": "no source"}]}"""));
    Run run = run("apply", "-f", orders.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.text())
        .isEqualTo(
            orders
                + ":2:11 error UNKNOWN_FIELD_IN_DOCUMENT: unknown field 'sinkTyp';"
                + " did you mean 'sinkType'?\n"
                + "     \"sink\": {\"sinkTyp\": \"file\"}}\n"
                + "              ^\n"
                + orders
                + ":1:1 error MISSING_VALUE: no source\n"
                + "    {\"name\": \"Orders\",\n"
                + "    ^\n");
  }

  @Test
  void validateSaysWhetherItIs() {
    answers.put("POST /api/v1/pipelines:validate", new Canned(200, "{\"valid\": true}"));
    assertThat(run("validate", "-f", orders.toString()))
        .isEqualTo(new Run(0, orders + " is valid\n"));
    answers.put("POST /api/v1/pipelines:validate", new Canned(200, "{\"valid\": false}"));
    assertThat(run("validate", "-f", orders.toString()).code()).isEqualTo(2);
  }

  @Test
  void aRefusedCommandExitsWith1AndTheServicesWords() {
    answers.put(
        "POST /api/v1/pipelines/orders/resume",
        new Canned(409, "{\"detail\": \"it is completed; use start\", \"code\": \"ILLEGAL\"}"));
    assertThat(run("resume", "orders"))
        .isEqualTo(new Run(1, "it is completed; use start (409 ILLEGAL)\n"));
  }

  @Test
  void runWaitsForTheEndAndReportsIt() {
    answers.put("PUT /api/v1/pipelines/orders", new Canned(201, "{}"));
    answers.put("POST /api/v1/pipelines/orders/start", new Canned(202, "{}"));
    answers.put(
        "GET /api/v1/pipelines/orders",
        new Canned(200, "{\"pipelineId\": \"orders\", \"status\": \"failed\"}"));
    answers.put("GET /api/v1/pipelines/orders/metrics", new Canned(200, "{}"));
    Run run = run("run", "-f", orders.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.text()).contains("orders: failed");
  }

  @Test
  void aCommandWhoseOperationFailedExitsWith1() {
    answers.put(
        "POST /api/v1/pipelines/orders/start",
        new Canned(
            200,
            "{\"status\": \"failed\", \"message\": \"no slot\","
                + " \"operation\": {\"state\": \"failed\"}}"));
    assertThat(run("start", "orders")).isEqualTo(new Run(1, "orders: failed, no slot\n"));
  }

  @Test
  void listsFollowTheirPages() {
    answers.put(
        "GET /api/v1/pipelines",
        new Canned(200, "{\"pipelines\": [{\"pipelineId\": \"a\"}], \"next\": \"a b\"}"));
    answers.put(
        "GET /api/v1/pipelines?after=a+b",
        new Canned(200, "{\"pipelines\": [{\"pipelineId\": \"b\"}], \"next\": null}"));
    assertThat(run("list").text().lines()).hasSize(2);
  }

  @Test
  void nothingThereExitsWith3() {
    server.stop(0);
    Run run = run("list");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.text()).contains("nothing listens at " + url(), "dataflow up");
  }

  private void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    requests.add(
        line
            + (type == null ? "" : " " + type)
            + (match == null ? "" : " If-Match " + match)
            + (body.isEmpty() ? "" : " " + body));
    Canned canned = answers.getOrDefault(line, new Canned(404, "{\"detail\": \"unknown\"}"));
    byte[] bytes = canned.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("ETag", "\"7\"");
    exchange.sendResponseHeaders(canned.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Run run(String... arguments) {
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    List<String> line = new ArrayList<>(List.of(arguments));
    line.add("--url");
    line.add(url());
    int code =
        Main.commandLine().setOut(writer).setErr(writer).execute(line.toArray(String[]::new));
    return new Run(code, text.toString());
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private record Canned(int status, String body) {}

  private record Run(int code, String text) {}
}
