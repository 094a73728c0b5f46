package io.dataflow.service.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import spark.embeddedserver.EmbeddedServer;
import spark.embeddedserver.jetty.websocket.WebSocketHandlerWrapper;
import spark.ssl.SslStores;

/**
 * The Jetty that Spark runs in. Its pool is larger than the number of requests that are let in, so
 * that {@code /health} always finds a thread.
 */
final class EmbeddedJetty implements EmbeddedServer {
  /** For acceptors, selectors and the health checks. */
  private static final int RESERVED_THREADS = 12;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Handler handler;
  private final Duration idleTimeout;
  private final CountDownLatch routesRegistered;
  private Server server;

  /**
   * @param routesRegistered what {@link #ignite} waits for
   */
  EmbeddedJetty(Handler handler, Duration idleTimeout, CountDownLatch routesRegistered) {
    this.handler = handler;
    this.idleTimeout = idleTimeout;
    this.routesRegistered = routesRegistered;
  }

  @Override
  public int ignite(
      String host, int port, SslStores stores, int maxThreads, int minThreads, int idleMillis)
      throws Exception {
    routesRegistered.await();
    QueuedThreadPool pool = new QueuedThreadPool(maxThreads + RESERVED_THREADS, minThreads);
    pool.setName("http");
    server = new Server(pool);
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(true);
    configuration.setRequestHeaderSize(8 * 1024);
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(idleTimeout.toMillis());
    server.addConnector(connector);
    StatisticsHandler graceful = new StatisticsHandler();
    graceful.setHandler(handler);
    server.setHandler(graceful);
    server.setErrorHandler(new ProblemErrorHandler());
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    server.start();
    return connector.getLocalPort();
  }

  /** Sockets are a handler of ours, in front of Spark. */
  @Override
  public void configureWebSockets(
      Map<String, WebSocketHandlerWrapper> sockets, Optional<Long> idleTimeout) {
    if (sockets != null && !sockets.isEmpty()) {
      throw new IllegalArgumentException("WebSockets are registered in PipelineSockets");
    }
  }

  @Override
  public void join() throws InterruptedException {
    if (server != null) {
      server.join();
    }
  }

  @Override
  public void extinguish() {
    try {
      if (server != null) {
        server.stop();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server could not be stopped", e);
    }
  }

  @Override
  public int activeThreadCount() {
    return server == null ? 0 : server.getThreadPool().getThreads();
  }
}
