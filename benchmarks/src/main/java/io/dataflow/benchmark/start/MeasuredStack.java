package io.dataflow.benchmark.start;

import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.PortAllocator;
import io.dataflow.launcher.stack.ServerProcess;
import io.dataflow.launcher.stack.StackLayout;
import io.dataflow.launcher.stack.StackLibraries;
import io.dataflow.launcher.stack.StackMemory;
import io.dataflow.launcher.stack.StackPorts;
import io.dataflow.launcher.stack.StackSettings;
import io.dataflow.launcher.stack.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Stacks as {@code dataflow up} starts them, but on free ports and with an empty folder. */
final class MeasuredStack {
  private static final Duration READY = Duration.ofMinutes(3);

  private MeasuredStack() {}

  /**
   * Starts all parts and waits for them.
   *
   * @param name of the folder below {@code benchmarks/target}, emptied first
   */
  static LocalStack start(String name) throws IOException, InterruptedException, StartException {
    Path root = Path.of(System.getProperty("dataflow.root", "")).toAbsolutePath();
    Path home = root.resolve("benchmarks/target").resolve(name);
    deleteTree(home);
    LocalStack stack =
        LocalStack.open(
            new StackSettings(
                new StackLayout(home),
                StackLibraries.ofCheckout(root),
                StackPorts.free(),
                StackMemory.standard(),
                Map.of(),
                Map.of(),
                false,
                false));
    stack.startServers();
    startAndAwait(stack.service());
    return stack;
  }

  static void startAndAwait(ServerProcess part)
      throws IOException, InterruptedException, StartException {
    part.start();
    part.awaitReady(READY);
  }

  /** One more instance of the service over the same Cassandra and Flink, started. */
  static LocalStack furtherService(LocalStack stack)
      throws IOException, InterruptedException, StartException {
    StackSettings own = stack.settings();
    StackPorts shared = own.ports();
    List<Integer> free = PortAllocator.free(2);
    LocalStack further =
        LocalStack.open(
            new StackSettings(
                    new StackLayout(own.layout().home().resolve("further")),
                    own.libraries(),
                    new StackPorts(
                        free.get(0),
                        shared.flink(),
                        free.get(1),
                        shared.cql(),
                        shared.cassandraStorage(),
                        shared.jobManagerRpc(),
                        shared.blob(),
                        shared.taskManagerRpc(),
                        shared.taskManagerData(),
                        shared.jobManagerMetrics(),
                        shared.taskManagerMetrics()),
                    own.memory(),
                    own.flink(),
                    own.service(),
                    own.detached(),
                    own.shortLived())
                .withService(
                    "FLINK_CONF_DIR", own.layout().generatedConf().resolve("flink").toString()));
    startAndAwait(further.service());
    return further;
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(folder)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
