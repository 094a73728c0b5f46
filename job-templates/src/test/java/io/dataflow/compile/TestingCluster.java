package io.dataflow.compile;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** A Flink cluster in this JVM. */
final class TestingCluster {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final MiniCluster cluster;

  TestingCluster() throws Exception {
    this(new Configuration());
  }

  TestingCluster(Configuration configuration) throws Exception {
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(4)
                .withRandomPorts()
                .build());
    cluster.start();
  }

  JobResult run(JobGraph graph) throws Exception {
    submit(graph);
    return result(graph.getJobID());
  }

  void submit(JobGraph graph) throws Exception {
    cluster.submitJob(graph).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  JobResult result(JobID job) throws Exception {
    return cluster.requestJobResult(job).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Waits until all tasks run and the condition holds; the test's own timeout ends it.
   *
   * @throws AssertionError where the job is over
   */
  void await(JobID job, BooleanSupplier condition) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    while (!isRunning(job) || !condition.getAsBoolean()) {
      // Unlike a parked thread, one that waits here is ended by an interrupt.
      never.await(10, TimeUnit.MILLISECONDS);
    }
  }

  private boolean isRunning(JobID job) throws Exception {
    AccessExecutionGraph graph =
        cluster.getExecutionGraph(job).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (graph.getState().isGloballyTerminalState()) {
      throw new AssertionError(graph.getFailureInfo().getExceptionAsString());
    }
    for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
      if (vertex.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return true;
  }

  /** The savepoint's path. */
  String stopWithSavepoint(JobID job, String directory) throws Exception {
    return cluster
        .stopWithSavepoint(job, directory, false, SavepointFormatType.CANONICAL)
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop() throws Exception {
    cluster.close();
  }
}
