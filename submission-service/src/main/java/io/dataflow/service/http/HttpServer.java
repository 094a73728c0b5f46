package io.dataflow.service.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import spark.Route;
import spark.Service;
import spark.embeddedserver.EmbeddedServers;
import spark.http.matching.MatcherFilter;

/** The API's server: a Spark {@link Service} of its own inside a Jetty of ours. */
public final class HttpServer implements AutoCloseable {
  private final HttpSettings settings;
  private final Service spark = Service.ignite();
  private final FrontHandler front;
  private final Streams streams;
  private final Dispatcher dispatcher;
  private final List<Endpoint> endpoints;
  private final CountDownLatch routesRegistered = new CountDownLatch(1);

  HttpServer(
      HttpSettings settings,
      List<Endpoint> endpoints,
      Streams streams,
      HandlerWrapper sockets,
      MeterRegistry meters) {
    if (!settings.loopback() && settings.tokens().isEmpty()) {
      throw new IllegalStateException(
          "dataflow.api.host is '"
              + settings.host()
              + "', which others can reach, and dataflow.api.tokens is empty: configure tokens, or"
              + " listen on 127.0.0.1");
    }
    this.settings = settings;
    this.streams = streams;
    AnswerWriter writer = new AnswerWriter();
    front =
        new FrontHandler(
            settings, new AccessControl(settings), new EndpointTable(endpoints), writer);
    front.setHandler(sockets);
    // Spark keeps its factories in a static map; the key makes this server's own entry.
    EmbeddedServers.add(
        this,
        (routes, staticFiles, exceptions, others) -> {
          sockets.setHandler(
              new SparkHandler(new MatcherFilter(routes, staticFiles, exceptions, false, true)));
          return new EmbeddedJetty(front, settings.idleTimeout(), routesRegistered);
        });
    spark.embeddedServerIdentifier(this);
    spark.ipAddress(settings.host());
    spark.port(settings.port());
    spark.threadPool(settings.threads(), 8, 60_000);
    dispatcher = new Dispatcher(settings, writer, meters);
    this.endpoints = List.copyOf(endpoints);
  }

  private void register(Endpoint endpoint) {
    Route route =
        (request, response) -> {
          dispatcher.dispatch(endpoint, request, response.raw());
          return null;
        };
    switch (endpoint.method()) {
      case "GET" -> {
        spark.get(endpoint.sparkPath(), route);
        spark.head(endpoint.sparkPath(), route);
      }
      case "POST" -> spark.post(endpoint.sparkPath(), route);
      case "PUT" -> spark.put(endpoint.sparkPath(), route);
      case "PATCH" -> spark.patch(endpoint.sparkPath(), route);
      case "DELETE" -> spark.delete(endpoint.sparkPath(), route);
      default -> throw new IllegalArgumentException(endpoint.method());
    }
  }

  /**
   * Listens.
   *
   * @throws IllegalStateException if the port cannot be had
   */
  public void start() {
    AtomicReference<Exception> failure = new AtomicReference<>();
    spark.initExceptionHandler(failure::set);
    // The first route starts Jetty in a thread of Spark's; it listens when all are there.
    endpoints.forEach(this::register);
    routesRegistered.countDown();
    spark.awaitInitialization();
    if (failure.get() != null) {
      throw new IllegalStateException(
          "cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + failure.get().getMessage()
              + "; API_PORT sets another port",
          failure.get());
    }
  }

  /** The port listened on. */
  public int port() {
    return spark.port();
  }

  /** Refuses new requests, finishes those begun, ends the streams with a reason, and closes. */
  @Override
  public void close() {
    front.refuseNewRequests();
    streams.close();
    spark.stop();
    spark.awaitStop();
  }
}
