package io.dataflow.launcher.cli;

import io.dataflow.launcher.stack.LocalStack;
import io.dataflow.launcher.stack.PortAllocator;
import io.dataflow.launcher.stack.ServerProcess;
import io.dataflow.launcher.stack.StackPorts;
import io.dataflow.launcher.stack.StartException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Brings the local stack up, or the part of it that is down. */
final class StackStarter {

  private static final Duration READY = Duration.ofMinutes(3);

  private final Home home;
  private final PrintWriter out;

  StackStarter(Home home, PrintWriter out) {
    this.home = home;
    this.out = out;
  }

  /**
   * Starts what does not run and waits for it. If this JVM is ended before all is ready (Ctrl-C),
   * or a part does not start, the parts started here are ended again.
   *
   * @param wanted the ports asked for; empty for those of the running stack, else the standard ones
   */
  LocalStack up(Optional<StackPorts> wanted, boolean small)
      throws IOException, InterruptedException, StartException, CommandException {
    LocalStack stack = choose(wanted, small);
    List<ServerProcess> missing = new ArrayList<>();
    for (ServerProcess part : stack.parts()) {
      if (!part.isAlive()) {
        missing.add(part);
      }
    }
    if (missing.isEmpty()) {
      awaitReady(stack);
      return stack;
    }
    if (missing.size() == stack.parts().size()) {
      requireFreePorts(stack.settings().ports());
      home.snapshotLibraries();
      home.remember(stack.settings().ports(), small);
    }
    printMemory(stack);
    Thread undo = new Thread(() -> undo(stack, missing), "undo");
    Runtime.getRuntime().addShutdownHook(undo);
    boolean ready = false;
    try {
      start(stack, missing);
      ready = true;
    } finally {
      if (!unregister(undo)) {
        undo.join();
      } else if (!ready) {
        undo(stack, missing);
      }
    }
    return stack;
  }

  /** False when the JVM is ending already and the hook runs. */
  private static boolean unregister(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      return false;
    }
  }

  private LocalStack choose(Optional<StackPorts> wanted, boolean small)
      throws IOException, CommandException {
    Optional<LocalStack> started = home.startedStack();
    if (started.isPresent() && anyAlive(started.get())) {
      if (wanted.isPresent() && !wanted.get().equals(started.get().settings().ports())) {
        throw CommandException.failed(
            "the stack runs already, on other ports; dataflow down ends it");
      }
      return started.get();
    }
    return LocalStack.open(home.settings(wanted.orElseGet(StackPorts::standard), small));
  }

  private void start(LocalStack stack, List<ServerProcess> missing)
      throws IOException, InterruptedException, StartException {
    long began = System.nanoTime();
    for (ServerProcess part : missing) {
      // The service waits for the others by itself, but would only take the processor from them.
      if (part != stack.service()) {
        part.start();
      }
    }
    for (ServerProcess part : stack.parts()) {
      if (part == stack.service() && missing.contains(part)) {
        part.start();
      }
      part.awaitReady(READY);
      out.printf(
          Locale.ROOT,
          "  %-12s ready after %4.1f s   pid %d%n",
          part.name(),
          (System.nanoTime() - began) / 1e9,
          part.pid().orElse(-1L));
      out.flush();
    }
  }

  private static void awaitReady(LocalStack stack)
      throws IOException, InterruptedException, StartException {
    for (ServerProcess part : stack.parts()) {
      part.awaitReady(READY);
    }
  }

  private void requireFreePorts(StackPorts ports)
      throws IOException, InterruptedException, CommandException {
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, Integer> port : ports.toMap().entrySet()) {
      if (!PortAllocator.isFree(port.getValue())) {
        taken.add(
            "port "
                + port.getValue()
                + " ("
                + port.getKey()
                + ") is taken by "
                + PortOwner.describe(port.getValue()));
      }
    }
    if (!taken.isEmpty()) {
      throw CommandException.failed(
          String.join("\n", taken)
              + "\nend that process, or choose other ports: dataflow up --port-base 18080"
              + ", or dataflow up --ports auto");
    }
  }

  private void printMemory(LocalStack stack) throws IOException {
    int needed = stack.settings().memory().total();
    Optional<Long> available = Memory.availableMib();
    out.printf(
        "DataFlow in %s: up to %d MiB of memory%s%n",
        home.layout().home(),
        needed,
        available.map(mib -> ", " + mib + " MiB available").orElse(""));
    if (available.isPresent() && available.get() < needed) {
      out.println("that is more than there is; dataflow up --small takes less");
    }
    out.flush();
  }

  private void undo(LocalStack stack, List<ServerProcess> started) {
    out.println("not ready: ending what was started");
    out.flush();
    try {
      for (ServerProcess part : started) {
        part.kill9();
      }
      if (!anyAlive(stack)) {
        home.forget();
      }
    } catch (IOException e) {
      out.println("could not end everything: " + e.getMessage() + "; see dataflow status");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static boolean anyAlive(LocalStack stack) throws IOException {
    for (ServerProcess part : stack.parts()) {
      if (part.isAlive()) {
        return true;
      }
    }
    return false;
  }
}
