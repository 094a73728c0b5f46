package io.dataflow.benchmark.start;

import io.dataflow.launcher.stack.LocalStack;
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
