package io.dataflow.service.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The metrics on a port of their own, with threads of their own. */
public final class MetricsPage implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor = Executors.newFixedThreadPool(2, MetricsPage::thread);

  private MetricsPage(InetSocketAddress address, Telemetry telemetry) throws IOException {
    server = HttpServer.create(address, 0);
    server.setExecutor(executor);
    server.createContext("/", exchange -> answer(exchange, telemetry));
  }

  /**
   * Listens.
   *
   * @throws IOException if the port cannot be had
   */
  public static MetricsPage start(InetSocketAddress address, Telemetry telemetry)
      throws IOException {
    MetricsPage page = new MetricsPage(address, telemetry);
    page.server.start();
    return page;
  }

  private static Thread thread(Runnable action) {
    Thread thread = new Thread(action, "metrics");
    thread.setDaemon(true);
    return thread;
  }

  private static void answer(HttpExchange exchange, Telemetry telemetry) throws IOException {
    try (exchange) {
      boolean found =
          exchange.getRequestMethod().equals("GET")
              && exchange.getRequestURI().getPath().equals("/metrics");
      byte[] body =
          (found ? telemetry.scrape() : "see /metrics\n").getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", found ? Telemetry.CONTENT_TYPE : "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(found ? 200 : 404, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
