package io.dataflow.service;

import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import io.dataflow.expression.FunctionRegistry;
import io.dataflow.pipeline.codec.DocumentFormat;
import io.dataflow.plan.PlannerContext;
import io.dataflow.plan.SampleMode;
import io.dataflow.service.cassandra.CassandraSettings;
import io.dataflow.service.cassandra.CassandraStore;
import io.dataflow.service.command.CommandHandler;
import io.dataflow.service.command.DefinitionResolution;
import io.dataflow.service.command.DefinitionResolver;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.FlinkRestCluster;
import io.dataflow.service.flink.JobIds;
import io.dataflow.service.flink.JobName;
import io.dataflow.service.flink.JobSubmission;
import io.dataflow.service.http.ApiServices;
import io.dataflow.service.http.HttpApi;
import io.dataflow.service.http.HttpPokeSender;
import io.dataflow.service.journal.EventCodec;
import io.dataflow.service.preview.TrialJvm;
import io.dataflow.service.projection.PipelineList;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.Slots;
import io.dataflow.service.telemetry.Dependencies;
import io.dataflow.service.telemetry.Dependency;
import io.dataflow.service.telemetry.MetricsPage;
import io.dataflow.service.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One instance of the service, wired by constructors. It listens at once and never ends because a
 * server is late: what is not there yet is waited for, and said.
 */
public final class DataFlowService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DataFlowService.class);
  private static final String WARM_UP =
      """
      {"name": "warm up",
       "source": {"sourceType": "test", "schema": {"a": "BIGINT", "b": "STRING"}},
       "transforms": [
         {"transformType": "filter", "config": {"expression": "a > 1 AND UPPER(b) = 'X'"}},
         {"transformType": "map", "config": {"set": {"c": "a + 1"}}}],
       "sink": {"sinkType": "console"}}""";
  private static final Duration LIST_AGE = Duration.ofSeconds(1);

  private final ServiceSettings settings;
  private final String version;
  private final long startedAt = System.nanoTime();
  private final Clock clock = Clock.systemUTC();
  private final Telemetry telemetry = new Telemetry();
  private final Dependencies dependencies = new Dependencies(clock);
  private final AtomicBoolean readySaid = new AtomicBoolean();
  private final SlotHolder self;
  private final CassandraStore store;
  private final FlinkCluster cluster;
  private final PipelineRepository repository;
  private final DefinitionResolver resolver;
  private final HttpPokeSender pokes;
  private final DependencyProbes probes;
  private final HttpApi api;
  private final Optional<MetricsPage> metricsPage;
  private final Thread starter;
  private volatile ControlPlane control;

  private DataFlowService(ServiceSettings settings, String version) throws IOException {
    this.settings = settings;
    this.version = version;
    LOG.info("Starting DataFlow {}", version);
    self = new SlotHolder(UUID.randomUUID().toString(), settings.http().advertisedUrl());
    metricsPage = metricsPage();
    store = CassandraStore.open(cassandra(settings.cassandra()), new EventCodec());
    ConnectorRegistry connectors = ConnectorRegistry.load(getClass().getClassLoader());
    FunctionRegistry functions = FunctionRegistry.standard();
    ExpressionCompiler expressions = new ExpressionCompiler(functions);
    cluster =
        new FlinkRestCluster(
            settings.flink().url(), planning(connectors, expressions, SampleMode.STATIC), clock);
    PipelineList list = new PipelineList(store.summaries(), clock, LIST_AGE);
    repository = new PipelineRepository(store.journal(), list, clock, UUID::randomUUID);
    pokes = new HttpPokeSender(this::pokeHere, store.slots(), self, settings.token());
    CommandHandler commands =
        new CommandHandler(
            repository,
            store.catalogue(),
            store.marks(),
            pokes,
            clock,
            System::nanoTime,
            pause -> LockSupport.parkNanos(pause.toNanos()),
            new SplittableRandom());
    resolver = new DefinitionResolver(mode -> planning(connectors, expressions, mode));
    probes = new DependencyProbes(store, cluster, dependencies, this::sayWhenReady);
    api =
        HttpApi.start(
            settings.http(),
            new ApiServices(
                store.journal(),
                repository,
                commands,
                resolver,
                new TrialJvm(
                    settings.trials(),
                    settings.policy(),
                    settings.parameters(),
                    settings.allowLiteralSecrets()),
                list,
                store.totals(),
                cluster,
                connectors,
                functions,
                dependencies,
                telemetry,
                store::installationId,
                this::pokeHere,
                clock,
                version));
    telemetry.exportPipelines(
        () -> {
          ControlPlane running = control;
          return running == null ? List.of() : running.figures();
        });
    telemetry.exportSlots(
        () -> {
          ControlPlane running = control;
          return running == null ? 0 : running.slots();
        });
    starter = new Thread(this::startControl, "start-control");
    starter.setDaemon(true);
  }

  /**
   * Starts an instance.
   *
   * @throws IllegalStateException if a port cannot be had
   */
  public static DataFlowService start(ServiceSettings settings, String version) throws IOException {
    DataFlowService service = new DataFlowService(settings, version);
    service.starter.start();
    service.probes.start();
    return service;
  }

  private Optional<MetricsPage> metricsPage() throws IOException {
    if (settings.metrics().port() == 0) {
      return Optional.empty();
    }
    InetAddress host = InetAddress.getAllByName(settings.metrics().host())[0];
    try {
      return Optional.of(
          MetricsPage.start(new InetSocketAddress(host, settings.metrics().port()), telemetry));
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot listen on port "
              + settings.metrics().port()
              + " for metrics: "
              + e.getMessage()
              + "; METRICS_PORT sets another, 0 none",
          e);
    }
  }

  private PlannerContext planning(
      ConnectorRegistry connectors, ExpressionCompiler expressions, SampleMode mode) {
    return new PlannerContext(
        connectors,
        expressions,
        settings.policy(),
        settings.parameters(),
        mode,
        settings.allowLiteralSecrets());
  }

  private static CassandraSettings cassandra(ServiceSettings.Cassandra cassandra) {
    return new CassandraSettings(
        cassandra.contactPoints(),
        cassandra.localDatacenter(),
        cassandra.journalKeyspace(),
        cassandra.snapshotKeyspace(),
        cassandra.replication(),
        cassandra.createKeyspaces(),
        cassandra.createTables(),
        cassandra.requestTimeout(),
        cassandra.driver());
  }

  /** The control loop needs the installation's id, which is in the store. */
  private void startControl() {
    try {
      while (!store.awaitOpen(Duration.ofMinutes(1))) {
        LOG.info("waiting: {}", store.health().message());
      }
      ControlPlane plane =
          new ControlPlane(store, repository, cluster, self, settings.slotLease(), clock);
      control = plane;
      plane.start();
      warmUp();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("the control loop did not start", e);
    }
  }

  /** The first definition and the first start do not wait until their compilers are loaded. */
  private void warmUp() {
    DefinitionResolution small =
        resolver.resolve(
            WARM_UP.getBytes(StandardCharsets.UTF_8),
            DocumentFormat.JSON,
            SampleMode.STATIC,
            Optional.empty(),
            false);
    small
        .definition()
        .flatMap(definition -> cluster.requirements(definition.resolved()))
        .ifPresentOrElse(
            requirements -> LOG.debug("warm: {}", requirements),
            () -> LOG.warn("the small definition was refused: {}", small.diagnostics()));
    String nobody = "warm-up";
    small
        .definition()
        .ifPresent(
            definition ->
                cluster.prepare(
                    new JobSubmission(
                        JobIds.jobId(nobody, new UUID(0, 0), 1),
                        new JobName(nobody, nobody, 1, 1),
                        definition.resolved(),
                        Optional.empty(),
                        false)));
  }

  private boolean pokeHere(String pipelineId) {
    ControlPlane running = control;
    return running != null && running.poke(pipelineId);
  }

  private void sayWhenReady() {
    if (control == null || !dependencies.ready() || !readySaid.compareAndSet(false, true)) {
      return;
    }
    LOG.info("Cassandra session: {}", detail(DependencyProbes.JOURNAL));
    LOG.info(
        "Flink at {}: {}; DataFlow {}",
        settings.flink().url(),
        detail(DependencyProbes.FLINK),
        version);
    LOG.info("Checkpoint store: {}", detail(DependencyProbes.CHECKPOINTS));
    LOG.info("Slots: {} of this installation, shared with the instances at work", Slots.COUNT);
    metricsPage.ifPresent(
        page ->
            LOG.info("Metrics on http://{}:{}/metrics", settings.metrics().host(), page.port()));
    LOG.info("HTTP server online at http://{}:{}/", settings.http().host(), api.port());
    LOG.info("Ready in {} ms", Duration.ofNanos(System.nanoTime() - startedAt).toMillis());
  }

  private String detail(String name) {
    return dependencies.all().stream()
        .filter(dependency -> dependency.name().equals(name))
        .map(Dependency::detail)
        .findFirst()
        .orElse("");
  }

  /** The API's port. */
  public int port() {
    return api.port();
  }

  /** Stops accepting, finishes requests, ends streams, releases leases. Jobs keep running. */
  @Override
  public void close() {
    LOG.info("Stopping; jobs keep running");
    api.close();
    starter.interrupt();
    ControlPlane running = control;
    if (running != null) {
      running.close();
    }
    pokes.close();
    probes.close();
    metricsPage.ifPresent(MetricsPage::close);
    store.close();
    cluster.close();
    telemetry.close();
    LOG.info("Stopped");
  }
}
