package io.dataflow.compile;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
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
