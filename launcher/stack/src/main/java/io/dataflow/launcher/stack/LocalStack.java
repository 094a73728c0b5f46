package io.dataflow.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Cassandra, Flink and the service on loopback, as real processes. Each part can be started, killed
 * and started again on its own; data and ports stay. Opening a stack starts nothing and finds parts
 * that an earlier JVM left running. Not thread-safe.
 */
public final class LocalStack implements AutoCloseable {

  private static final Duration READY = Duration.ofMinutes(3);

  private final StackSettings settings;
  private final CassandraProcess cassandra;
  private final JobManagerProcess jobManager;
  private final TaskManagerProcess taskManager;
  private final ServiceProcess service;

  private LocalStack(StackSettings settings) {
    this.settings = settings;
    this.cassandra = new CassandraProcess(settings);
    this.jobManager = new JobManagerProcess(settings);
    this.taskManager = new TaskManagerProcess(settings);
    this.service = new ServiceProcess(settings);
  }

  /** A stack with these settings; nothing is started. */
  public static LocalStack open(StackSettings settings) {
    return new LocalStack(settings);
  }

  /** What this stack was opened with. */
  public StackSettings settings() {
    return settings;
  }

  /** The journal's node. */
  public CassandraProcess cassandra() {
    return cassandra;
  }

  /** The cluster's coordinator. */
  public JobManagerProcess jobManager() {
    return jobManager;
  }

  /** Where jobs run. */
  public TaskManagerProcess taskManager() {
    return taskManager;
  }

  /** The submission service. */
  public ServiceProcess service() {
    return service;
  }

  /** All parts, in the order in which they are started. */
  public List<ServerProcess> parts() {
    return List.of(cassandra, jobManager, taskManager, service);
  }

  /** Flink's REST endpoint. */
  public URI flinkUrl() {
    return jobManager.url();
  }

  /** Starts JobManager and TaskManager and waits until slots are offered. */
  public void startFlink() throws IOException, InterruptedException, StartException {
    jobManager.start();
    taskManager.start();
    jobManager.awaitReady(READY);
    taskManager.awaitReady(READY);
  }

  /** Starts Cassandra and Flink side by side and waits for both; the service is not started. */
  public void startServers() throws IOException, InterruptedException, StartException {
    cassandra.start();
    startFlink();
    cassandra.awaitReady(READY);
  }

  /** Lets all parts that run end in order: first who asks, then who answers. */
  public void stop() throws IOException, InterruptedException {
    service.stop();
    List<ServerProcess> servers = List.of(taskManager, jobManager, cassandra);
    for (ServerProcess part : servers) {
      part.requestStop();
    }
    for (ServerProcess part : servers) {
      part.awaitStop();
    }
  }

  /** Ends all parts at once (SIGKILL). */
  public void kill9() throws IOException, InterruptedException {
    for (ServerProcess part : List.of(service, taskManager, jobManager, cassandra)) {
      part.kill9();
    }
  }

  /** {@link #kill9} for a stack that dies with this JVM; a detached one goes on. */
  @Override
  public void close() throws IOException {
    if (settings.detached()) {
      return;
    }
    try {
      kill9();
    } catch (InterruptedException e) {
      // The processes have been signalled or die with this JVM.
      Thread.currentThread().interrupt();
    }
  }
}
