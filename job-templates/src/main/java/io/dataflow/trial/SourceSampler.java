package io.dataflow.trial;

import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.PlannerContext;
import io.dataflow.record.RowTypeInformation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Reads the first records of a real source, the way a job reads it. */
final class SourceSampler {
  /**
   * @param failure why there are no more, where the source failed
   */
  record Sample(List<String> rows, Optional<String> failure) {}

  private final PlannerContext context;
  private final TrialCluster cluster;
  private final Path directory;

  SourceSampler(PlannerContext context, TrialCluster cluster, Path directory) {
    this.context = context;
    this.cluster = cluster;
    this.directory = directory;
  }

  /** What is there within the cluster's patience, at most {@code limit} records. */
  Sample sample(PlanNode.SourceNode node, int limit) throws Exception {
    Path file = directory.resolve("sample-" + node.id());
    Optional<String> failure = cluster.runUntilEnough(graph(node, file, limit));
    return new Sample(SampleSink.read(file), failure);
  }

  private JobGraph graph(PlanNode.SourceNode node, Path file, int limit) throws IOException {
    Files.createDirectories(directory);
    SourceConnector connector =
        context.connectors().find(node.connector()).orElseThrow().source().orElseThrow();
    SourceContext source =
        new SourceContext(
            "trial", node.id(), node.options(), context.policy(), node.schema(), node.schema());
    Configuration configuration = new Configuration();
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment environment = new StreamExecutionEnvironment(configuration);
    environment.setParallelism(1);
    environment
        .fromSource(
            connector.build(source),
            WatermarkStrategy.noWatermarks(),
            node.id(),
            new RowTypeInformation(node.schema()))
        .sinkTo(new SampleSink(node.schema(), file.toString(), limit));
    return environment.getStreamGraph().getJobGraph();
  }
}
