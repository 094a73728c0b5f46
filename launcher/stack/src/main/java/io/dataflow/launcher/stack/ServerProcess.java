package io.dataflow.launcher.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One part of the stack: how it is started, asked whether it is ready, and ended. It can be started
 * again after its end, over the same data and on the same ports. Not thread-safe.
 */
public abstract sealed class ServerProcess permits CassandraProcess, FlinkProcess, ServiceProcess {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final int TAIL_LINES = 25;
  private static final long LARGE_OUTPUT = 10L << 20;

  private final String name;
  private final StackLayout layout;
  private final boolean detached;
  private ChildProcess child;

  ServerProcess(String name, StackSettings settings) {
    this.name = name;
    this.layout = settings.layout();
    this.detached = settings.detached();
  }

  /** Writes the configuration and says how to start the JVM. */
  abstract JavaCommand command() throws IOException;

  /** Added to the environment of this JVM. */
  Map<String, String> environment() {
    return Map.of();
  }

  /** Asks the server; empty when it is ready, else what is still missing. */
  abstract Optional<String> missing() throws IOException, InterruptedException;

  /** The part's name, as in its log and pid files. */
  public final String name() {
    return name;
  }

  /** What the server logs; it rotates. */
  public final Path log() {
    return layout.logs().resolve(name + ".log");
  }

  /** What the server writes to standard output and error. */
  public final Path output() {
    return layout.logs().resolve(name + ".out");
  }

  /** The process id, if the part runs, also when an earlier JVM started it. */
  public final Optional<Long> pid() throws IOException {
    return running().map(ChildProcess::pid);
  }

  /** Whether the process exists; it need not be ready. */
  public final boolean isAlive() throws IOException {
    return running().isPresent();
  }

  /** Whether the process exists and the server answers. */
  public final boolean isReady() throws IOException, InterruptedException {
    return isAlive() && missing().isEmpty();
  }

  /**
   * Starts the process without waiting for the server to answer.
   *
   * @throws IllegalStateException if it runs already or its jars are missing
   */
  public final void start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException(name + " runs already");
    }
    layout.createFolders();
    keepOutputSmall();
    List<String> line = command().line(detached, layout.logs());
    child = ChildProcess.start(line, environment(), layout.run(), output(), pidFile(), detached);
  }

  /**
   * Waits until the server answers. A process of an earlier JVM that ends meanwhile was ending when
   * it was found: the part is started in its place.
   *
   * @throws StartException if the process ends or the time is over
   */
  public final void awaitReady(Duration atMost)
      throws IOException, InterruptedException, StartException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (true) {
      ChildProcess process = runningOrReplaced();
      Optional<String> missing = missing();
      if (missing.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw failure(name + " is not ready after " + atMost.toSeconds() + " s: " + missing.get());
      }
      process.awaitEnd(POLL);
    }
  }

  private ChildProcess runningOrReplaced() throws IOException, StartException {
    boolean found = child != null && !child.isOfThisJvm();
    Optional<ChildProcess> process = running();
    if (process.isEmpty() && found) {
      start();
      process = running();
    }
    return process.orElseThrow(this::ended);
  }

  /** {@link #start} and {@link #awaitReady} with a limit that suits a busy machine. */
  public final void startAndAwait() throws IOException, InterruptedException, StartException {
    start();
    awaitReady(Duration.ofMinutes(3));
  }

  /** Ends the process at once (SIGKILL); nothing happens if it does not run. */
  public final void kill9() throws IOException, InterruptedException {
    Optional<ChildProcess> process = running();
    if (process.isPresent()) {
      process.get().kill9();
    }
    Files.deleteIfExists(pidFile());
  }

  /**
   * Lets the server end in order (SIGTERM) and waits for it; nothing happens if it does not run.
   */
  public final void stop() throws IOException, InterruptedException {
    requestStop();
    awaitStop();
  }

  final void requestStop() throws IOException {
    running().ifPresent(ChildProcess::requestStop);
  }

  final void awaitStop() throws IOException, InterruptedException {
    Optional<ChildProcess> process = running();
    if (process.isPresent()) {
      process.get().awaitStop(STOP);
    }
    Files.deleteIfExists(pidFile());
  }

  // Standard output cannot be rotated while the process has it.
  private void keepOutputSmall() throws IOException {
    if (Files.exists(output()) && Files.size(output()) > LARGE_OUTPUT) {
      Files.move(
          output(), output().resolveSibling(name + ".out.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private Path pidFile() {
    return layout.run().resolve(name + ".pid");
  }

  private Optional<ChildProcess> running() throws IOException {
    if (child == null) {
      child = ChildProcess.find(pidFile()).orElse(null);
    }
    return Optional.ofNullable(child).filter(ChildProcess::isAlive);
  }

  private StartException ended() {
    Optional<Integer> code = child == null ? Optional.empty() : child.exitCode();
    return failure(
        name + " ended while starting" + code.map(c -> " with exit code " + c).orElse(""));
  }

  private StartException failure(String message) {
    StringBuilder text = new StringBuilder(message);
    for (Path file : List.of(log(), output())) {
      List<String> tail = tail(file);
      if (!tail.isEmpty()) {
        text.append("\nthe end of ").append(file).append(":\n  ");
        text.append(String.join("\n  ", tail));
      }
    }
    return new StartException(text.toString());
  }

  private static List<String> tail(Path file) {
    try {
      List<String> lines =
          new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
