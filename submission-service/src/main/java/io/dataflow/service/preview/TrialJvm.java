package io.dataflow.service.preview;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.trial.TrialMain;
import io.dataflow.trial.TrialRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts a JVM for each trial, with this one's class path and nothing of its environment. */
public final class TrialJvm {
  private static final Logger LOG = LoggerFactory.getLogger(TrialJvm.class);

  /** Beside the job's own time: the JVM and the cluster in it have to come up. */
  private static final Duration STARTING = Duration.ofSeconds(60);

  /** {@code -XX:+ExitOnOutOfMemoryError} ends the JVM with it. */
  private static final int OUT_OF_MEMORY = 3;

  private final JsonMapper mapper = new JsonMapper();
  private final TrialLimits limits;
  private final ConnectorPolicy policy;
  private final Map<String, String> parameters;
  private final boolean allowLiteralSecrets;
  private final Semaphore running;

  /**
   * @param parameters values of <code>${param:NAME}</code>
   */
  public TrialJvm(
      TrialLimits limits,
      ConnectorPolicy policy,
      Map<String, String> parameters,
      boolean allowLiteralSecrets) {
    this.limits = limits;
    this.policy = policy;
    this.parameters = Map.copyOf(parameters);
    this.allowLiteralSecrets = allowLiteralSecrets;
    this.running = new Semaphore(limits.concurrent());
  }

  /** The longest that a trial may take. */
  public Duration longest() {
    return limits.timeout();
  }

  /**
   * What every step makes of the sources' rows.
   *
   * @param definition a JSON document
   * @param rows source id to rows, JSON objects or raw texts; empty: the first that they hold
   * @param limit rows of each source and step
   */
  public ObjectNode preview(
      String definition, Optional<Map<String, List<String>>> rows, int limit, Duration timeout)
      throws TrialException {
    return run(request(definition, false, rows.orElse(null), limit, timeout));
  }

  /** Runs the definition's own tests. */
  public ObjectNode tests(String definition) throws TrialException {
    return run(request(definition, true, Map.of(), 1, limits.timeout()));
  }

  private TrialRequest request(
      String definition,
      boolean tests,
      Map<String, List<String>> rows,
      int limit,
      Duration timeout) {
    return new TrialRequest(
        definition,
        false,
        tests,
        rows,
        limit,
        timeout.toMillis(),
        parameters,
        policy.fileRoots(),
        allowLiteralSecrets);
  }

  private ObjectNode run(TrialRequest request) throws TrialException {
    if (!running.tryAcquire()) {
      throw new TrialException(
          TrialException.Reason.BUSY,
          limits.concurrent() + " previews are running, which is as many as are allowed");
    }
    try {
      Path directory = Files.createTempDirectory("dataflow-trial");
      try {
        return run(request, directory);
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      running.release();
    }
  }

  private ObjectNode run(TrialRequest request, Path directory) throws IOException, TrialException {
    Path question = directory.resolve("request.json");
    Path answer = directory.resolve("answer.json");
    mapper.writeValue(question.toFile(), request);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx" + limits.heapMegabytes() + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.io.tmpdir=" + directory,
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            TrialMain.class.getName(),
            question.toString(),
            answer.toString(),
            directory.toString());
    Duration patience = Duration.ofMillis(request.timeoutMillis()).plus(STARTING);
    ChildProcess ended;
    try {
      ended = ChildProcess.run(command, patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialException(TrialException.Reason.FAILED, "the service is stopping");
    }
    if (ended.exitCode().isEmpty()) {
      throw new TrialException(
          TrialException.Reason.LIMIT, "it was ended after " + patience.toSeconds() + " s");
    }
    int exitCode = ended.exitCode().getAsInt();
    if (exitCode == OUT_OF_MEMORY) {
      throw new TrialException(
          TrialException.Reason.LIMIT,
          "it needed more than the " + limits.heapMegabytes() + " MB of memory that it may have");
    } else if (exitCode != 0 || !Files.exists(answer)) {
      LOG.error("a trial ended with exit code {}: {}", exitCode, ended.output());
      throw new TrialException(TrialException.Reason.FAILED, "it ended with exit code " + exitCode);
    }
    return (ObjectNode) mapper.readTree(answer.toFile());
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
