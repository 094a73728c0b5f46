package io.dataflow.service.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The API: all routes over what they call, in one server. */
public final class HttpApi implements AutoCloseable {
  private final HttpServer server;
  private final JournalWatch watch;
  private final OperationWaiter waiter;

  private HttpApi(HttpServer server, JournalWatch watch, OperationWaiter waiter) {
    this.server = server;
    this.watch = watch;
    this.waiter = waiter;
  }

  /** Wires, and listens. */
  public static HttpApi start(HttpSettings settings, ApiServices services) {
    JournalWatch watch = new JournalWatch(services.journal());
    StreamReader streams = new StreamReader(services.journal());
    Streams open = new Streams(settings.maxStreams());
    OperationWaiter waiter = new OperationWaiter(watch, streams, settings.maxWaiters());
    Pipelines pipelines = new Pipelines(services.repository());
    SecretMask mask = new SecretMask(services.connectors());
    EventJson events = new EventJson(mask);
    MetricsReader metrics =
        new MetricsReader(services.totals(), services.cluster(), services.clock());
    CommandAnswers answers =
        new CommandAnswers(
            services.commands(),
            pipelines,
            waiter,
            streams,
            settings.requestTimeout(),
            services.clock());
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.addAll(
        new ServiceRoutes(
                services.version(),
                services.dependencies(),
                services.telemetry(),
                services.pokes(),
                services.clock())
            .endpoints());
    StateVerdicts verdicts = new StateVerdicts(services.resolver());
    PreviewRoutes previews = new PreviewRoutes(services.resolver(), services.trials());
    endpoints.addAll(
        new DefinitionRoutes(
                pipelines,
                answers,
                services.resolver(),
                services.installationId(),
                verdicts,
                settings)
            .endpoints());
    endpoints.addAll(
        new ValidationRoutes(pipelines, services.resolver(), previews, verdicts, settings)
            .endpoints());
    endpoints.addAll(previews.endpoints());
    endpoints.addAll(
        new PipelineRoutes(
                pipelines,
                services.list(),
                new PipelineJson(mask, metrics, services.clock()),
                metrics,
                mask,
                services.clock())
            .endpoints());
    endpoints.addAll(new LifecycleRoutes(answers, pipelines, previews, verdicts).endpoints());
    endpoints.addAll(new VersionRoutes(pipelines, mask).endpoints());
    endpoints.addAll(new SnapshotRoutes(pipelines, answers, services.cluster()).endpoints());
    endpoints.addAll(new EventRoutes(pipelines, streams, watch, open, events).endpoints());
    endpoints.addAll(
        new ExplanationRoutes(pipelines, streams, events, services.cluster()).endpoints());
    endpoints.addAll(new OperationRoutes(streams).endpoints());
    endpoints.addAll(new ConnectorRoutes(services.connectors(), services.functions()).endpoints());
    endpoints.add(openApi(endpoints, services.version()));
    PipelineSockets sockets =
        new PipelineSockets(
            pipelines,
            services.list(),
            metrics,
            watch,
            open,
            settings.updateInterval(),
            services.clock());
    HttpServer server =
        new HttpServer(settings, endpoints, open, sockets, services.telemetry().registry());
    HttpApi api = new HttpApi(server, watch, waiter);
    try {
      server.start();
      return api;
    } catch (RuntimeException e) {
      api.close();
      throw e;
    }
  }

  /** The document describes its own route, too. */
  private static Endpoint openApi(List<Endpoint> others, String version) {
    AtomicReference<Answer> document = new AtomicReference<>();
    Endpoint own =
        Endpoint.get(
            "/openapi.json", "This document", "OpenApiDocument", request -> document.get());
    List<Endpoint> all = new ArrayList<>(others);
    all.add(own);
    document.set(Answer.ok(OpenApi.document(all, version)));
    return own;
  }

  /** The port listened on. */
  public int port() {
    return server.port();
  }

  /**
   * Refuses new requests, answers those that wait with what is known, finishes the others, ends the
   * streams with a reason.
   */
  @Override
  public void close() {
    waiter.close();
    server.close();
    watch.close();
  }
}
