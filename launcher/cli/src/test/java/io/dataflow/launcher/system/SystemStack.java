package io.dataflow.launcher.system;

import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.PortAllocator;
import io.dataflow.launcher.stack.ServerProcess;
import io.dataflow.launcher.stack.StackLayout;
import io.dataflow.launcher.stack.StackPorts;
import io.dataflow.launcher.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all tests of a run. Whatever a test kills is started again before the next one. The
 * service speaks to Flink through a proxy.
 */
final class SystemStack implements ExtensionContext.Store.CloseableResource {
  private static final Duration READY = Duration.ofMinutes(4);

  private final LocalStack parts;
  private final TcpProxy flinkProxy;
  private final JobsWatch watch;
  private final RestClient api;
  private final RestClient flink;
  private final Deque<LocalStack> further = new ArrayDeque<>();

  private SystemStack() throws IOException {
    Path home = Path.of("target", "system").toAbsolutePath();
    deleteTree(home);
    int proxyPort = PortAllocator.free(1).get(0);
    StackSettings settings =
        StackSettings.forTests(home)
            // A lost part is noticed soon, and still not on a machine that is merely busy.
            .withFlink("heartbeat.interval", "1000")
            .withFlink("heartbeat.timeout", "8000")
            // What a killed service held is free again after this time, not after 10 s.
            .withService("DATAFLOW_SLOTS_LEASE", "6s")
            .withService("FLINK_URL", "http://127.0.0.1:" + proxyPort);
    this.parts = LocalStack.open(settings);
    this.flinkProxy = new TcpProxy(proxyPort, settings.ports().flink());
    this.watch = new JobsWatch(parts.flinkUrl());
    this.api = new RestClient(parts.service().url());
    this.flink = new RestClient(parts.flinkUrl());
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  LocalStack parts() {
    return parts;
  }

  /** Between the service and Flink. */
  TcpProxy flinkProxy() {
    return flinkProxy;
  }

  JobsWatch watch() {
    return watch;
  }

  RestClient api() {
    return api;
  }

  RestClient flink() {
    return flink;
  }

  /** Where a test keeps its data. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(parts.settings().layout().home().resolve("test/" + name));
  }

  /** Starts what does not run and waits until all of it works. */
  void start() throws Exception {
    for (ServerProcess part : parts.parts()) {
      if (!part.isAlive()) {
        part.start();
      }
    }
    for (ServerProcess part : parts.parts()) {
      part.awaitReady(READY);
    }
  }

  /** One more instance of the service over the same Cassandra and Flink; not started. */
  LocalStack furtherService() throws IOException {
    StackSettings own = parts.settings();
    StackPorts p = own.ports();
    var free = PortAllocator.free(2);
    StackPorts ports =
        new StackPorts(
            free.get(0),
            p.flink(),
            free.get(1),
            p.cql(),
            p.cassandraStorage(),
            p.jobManagerRpc(),
            p.blob(),
            p.taskManagerRpc(),
            p.taskManagerData(),
            p.jobManagerMetrics(),
            p.taskManagerMetrics());
    Path home = own.layout().home().resolve("service-" + free.get(0));
    StackSettings settings =
        new StackSettings(
            new StackLayout(home),
            own.libraries(),
            ports,
            own.memory(),
            own.flink(),
            own.service(),
            own.detached(),
            own.shortLived());
    LocalStack stack =
        LocalStack.open(
            settings.withService(
                "FLINK_CONF_DIR", own.layout().generatedConf().resolve("flink").toString()));
    further.add(stack);
    return stack;
  }

  @Override
  public void close() throws Exception {
    watch.close();
    for (LocalStack stack : further) {
      stack.service().kill9();
    }
    parts.close();
    flinkProxy.close();
  }

  /** Gives tests the stack, all of it running. */
  static final class Extension implements BeforeEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace SPACE =
        ExtensionContext.Namespace.create(SystemStack.class);

    private static SystemStack stack(ExtensionContext context) {
      return context
          .getRoot()
          .getStore(SPACE)
          .getOrComputeIfAbsent(SystemStack.class, key -> create(), SystemStack.class);
    }

    private static SystemStack create() {
      try {
        return new SystemStack();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
      stack(context).start();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == SystemStack.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return stack(context);
    }
  }
}
