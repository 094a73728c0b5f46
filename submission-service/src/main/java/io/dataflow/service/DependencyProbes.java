package io.dataflow.service;

import io.dataflow.service.cassandra.CassandraStore;
import io.dataflow.service.cassandra.StoreHealth;
import io.dataflow.service.flink.ClusterCapacity;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.telemetry.Dependencies;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at what the service needs, every few seconds, so that health is answered from memory. */
final class DependencyProbes implements AutoCloseable {
  static final String JOURNAL = "journal";
  static final String FLINK = "flink";
  static final String CHECKPOINTS = "checkpoint-store";

  private static final Logger LOG = LoggerFactory.getLogger(DependencyProbes.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** Proving the checkpoint store writes files: often until it worked, then now and then. */
  private static final int CHECKPOINTS_EVERY = 120;

  private final CassandraStore store;
  private final FlinkCluster cluster;
  private final Dependencies dependencies;
  private final Runnable changed;
  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(
          3,
          action -> {
            Thread thread = new Thread(action, "probe");
            thread.setDaemon(true);
            return thread;
          });
  private int sinceProof = CHECKPOINTS_EVERY;

  /**
   * @param changed called after each look
   */
  DependencyProbes(
      CassandraStore store, FlinkCluster cluster, Dependencies dependencies, Runnable changed) {
    this.store = store;
    this.cluster = cluster;
    this.dependencies = dependencies;
    this.changed = changed;
    dependencies.declare(JOURNAL, true);
    dependencies.declare(FLINK, true);
    dependencies.declare(CHECKPOINTS, true);
  }

  void start() {
    schedule(this::journal, INTERVAL.multipliedBy(2));
    schedule(this::flink, INTERVAL.multipliedBy(2));
    schedule(this::checkpoints, INTERVAL);
  }

  private void schedule(Runnable probe, Duration interval) {
    var scheduled =
        executor.scheduleWithFixedDelay(
            () -> {
              try {
                probe.run();
                changed.run();
              } catch (RuntimeException e) {
                LOG.warn("a probe failed", e);
              }
            },
            0,
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
    if (scheduled.isCancelled()) {
      throw new IllegalStateException("closed");
    }
  }

  private void journal() {
    StoreHealth health = store.health();
    if (health.available()) {
      dependencies.up(JOURNAL, health.message());
    } else {
      dependencies.down(JOURNAL, health.message());
    }
  }

  private void flink() {
    try {
      ClusterCapacity capacity = cluster.capacity();
      String text =
          "Flink %s, %d of %d slots free on %d task managers"
              .formatted(
                  capacity.flinkVersion(),
                  capacity.freeSlots(),
                  capacity.totalSlots(),
                  capacity.taskManagers());
      dependencies.up(FLINK, text);
    } catch (ClusterUnavailableException e) {
      dependencies.down(FLINK, e.getMessage());
    }
  }

  private void checkpoints() {
    if (sinceProof < CHECKPOINTS_EVERY) {
      sinceProof++;
      return;
    }
    try {
      Optional<String> problem = cluster.checkpointStoreProblem();
      if (problem.isPresent()) {
        dependencies.down(CHECKPOINTS, problem.get());
      } else {
        dependencies.up(
            CHECKPOINTS, "service and JobManager see " + cluster.settings().checkpointDirectory());
        sinceProof = 0;
      }
    } catch (ClusterUnavailableException e) {
      dependencies.down(CHECKPOINTS, e.getMessage());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
