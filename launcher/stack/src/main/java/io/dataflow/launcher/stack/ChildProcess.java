package io.dataflow.launcher.stack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A running process with a pid file. Either started by this JVM or found again by its pid file.
 *
 * <p>A <em>detached</em> child outlives this JVM and ignores the terminal's signals; an attached
 * one must run {@link ParentWatch} and dies with this JVM.
 */
final class ChildProcess {

  private final ProcessHandle handle;
  private final Path pidFile;
  // Held so that the child's standard input stays open for as long as this JVM lives.
  private final Process started;

  private ChildProcess(ProcessHandle handle, Path pidFile, Process started) {
    this.handle = handle;
    this.pidFile = pidFile;
    this.started = started;
  }

  /**
   * Starts a process whose standard output and error are appended to a file.
   *
   * @param environment added to this JVM's environment
   */
  static ChildProcess start(
      List<String> command,
      Map<String, String> environment,
      Path workFolder,
      Path output,
      Path pidFile,
      boolean detached)
      throws IOException {
    List<String> line = new ArrayList<>();
    if (detached) {
      // A JVM leaves a signal alone that was ignored when it started; so Ctrl-C and a closed
      // terminal end the command line only. exec keeps the pid.
      line.addAll(List.of("/bin/sh", "-c", "trap '' HUP INT; exec \"$@\"", "sh"));
    }
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().putAll(environment);
    builder.directory(workFolder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    if (detached) {
      builder.redirectInput(new File("/dev/null"));
    }
    Process process = builder.start();
    ProcessIdentity.of(process.toHandle()).write(pidFile);
    return new ChildProcess(process.toHandle(), pidFile, process);
  }

  /** The process that the pid file names, if it still runs. */
  static Optional<ChildProcess> find(Path pidFile) throws IOException {
    return ProcessIdentity.read(pidFile)
        .flatMap(ProcessIdentity::running)
        .map(handle -> new ChildProcess(handle, pidFile, null));
  }

  long pid() {
    return handle.pid();
  }

  boolean isAlive() {
    return handle.isAlive();
  }

  /** Whether this JVM started it; else it was found. */
  boolean isOfThisJvm() {
    return started != null;
  }

  /** The exit code, for a process of this JVM that has ended. */
  Optional<Integer> exitCode() {
    return started == null || started.isAlive()
        ? Optional.empty()
        : Optional.of(started.exitValue());
  }

  /** Waits for the end at most this long; true when it has ended. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    try {
      handle.onExit().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks the process to end (SIGTERM) without waiting. */
  void requestStop() {
    handle.destroy();
  }

  /** Ends the process at once (SIGKILL) and waits until it is gone. */
  void kill9() throws InterruptedException, IOException {
    handle.destroyForcibly();
    awaitEnd(Duration.ofSeconds(30));
    forget();
  }

  /** Waits for the end after {@link #requestStop}; past the limit it is killed. */
  void awaitStop(Duration atMost) throws InterruptedException, IOException {
    if (awaitEnd(atMost)) {
      forget();
    } else {
      kill9();
    }
  }

  private void forget() throws IOException {
    Files.deleteIfExists(pidFile);
  }
}
