package io.dataflow.compile;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamGraphHasherV2;
import org.apache.flink.streaming.api.graph.StreamNode;

/**
 * Compiles plans to job graphs. The same plan and settings give the same operators, uids and
 * generated classes; nothing is opened.
 */
public final class PipelineCompiler {
  /** A job whose graph is only looked at. */
  private static final JobSettings UNSENT =
      new JobSettings(
          new JobID(0, 0),
          "",
          "",
          "",
          0,
          0,
          Optional.empty(),
          false,
          JobSettings.Defaults.STANDARD);

  private final ConnectorRegistry connectors;
  private final ConnectorPolicy policy;

  public PipelineCompiler(ConnectorRegistry connectors, ConnectorPolicy policy) {
    this.connectors = connectors;
    this.policy = policy;
  }

  /** The job graph; carries no jars: the cluster has the classes, or the caller attaches them. */
  public JobGraph compile(TypedPlan plan, JobSettings job) {
    JobGraph graph = streamGraph(plan, job).getJobGraph(classLoader(), job.jobId());
    graph.setSavepointRestoreSettings(
        job.restorePath()
            .map(
                path ->
                    SavepointRestoreSettings.forPath(
                        path, job.allowNonRestoredState(), RestoreMode.NO_CLAIM))
            .orElseGet(SavepointRestoreSettings::none));
    return graph;
  }

  /** The operators that the plan becomes, in topological order. */
  public List<OperatorDescription> operators(TypedPlan plan) {
    OperatorUids uids = new OperatorUids(plan);
    List<OperatorDescription> operators = new ArrayList<>();
    for (Stage stage : Stages.of(plan)) {
      if (stage instanceof Run run) {
        run.source().ifPresent(source -> operators.add(describe(source)));
        operators.add(
            new OperatorDescription(
                uids.of(run),
                run.name(),
                "run",
                run.counted().stream().map(PlanNode::id).toList()));
        run.sink().ifPresent(sink -> operators.add(describe(sink)));
      } else if (stage instanceof Stage.Keyed keyed) {
        KeyedNode node = keyed.node();
        operators.add(
            new OperatorDescription(
                OperatorUids.of(node), node.id(), node.kind(), List.of(node.id())));
      }
    }
    plan.deadLetter()
        .ifPresent(
            sink -> {
              operators.add(
                  new OperatorDescription(
                      OperatorUids.ofDeadLetters(sink), sink.id(), "run", List.of(sink.id())));
              operators.add(describe(sink));
            });
    return operators;
  }

  /**
   * Flink's ids of all operators of the job, by which a savepoint or checkpoint names whose state
   * it holds: 32 hexadecimal digits, each with the operator of {@link #operators} that it is or
   * serves (a sink's committer, say).
   */
  public Map<String, OperatorDescription> operatorIds(TypedPlan plan) {
    StreamGraph graph = streamGraph(plan, UNSENT);
    Map<Integer, byte[]> hashes =
        new StreamGraphHasherV2().traverseStreamGraphAndGenerateHashes(graph);
    List<OperatorDescription> operators = operators(plan);
    Map<String, OperatorDescription> ids = new LinkedHashMap<>();
    for (StreamNode node : graph.getStreamNodes()) {
      String id = new OperatorID(hashes.get(node.getId())).toHexString();
      // Operators that Flink or a step adds have uids made of the uid that they serve.
      operators.stream()
          .filter(operator -> node.getTransformationUID().contains(operator.uid()))
          .max(Comparator.comparingInt(operator -> operator.uid().length()))
          .ifPresent(operator -> ids.put(id, operator));
    }
    return ids;
  }

  private static OperatorDescription describe(PlanNode.SourceNode source) {
    return new OperatorDescription(
        OperatorUids.of(source), SourceTranslator.name(source), "source", List.of(source.id()));
  }

  private static OperatorDescription describe(PlanNode.SinkNode sink) {
    return new OperatorDescription(
        OperatorUids.of(sink), SinkTranslator.name(sink), "sink", List.of(sink.id()));
  }

  private StreamGraph streamGraph(TypedPlan plan, JobSettings job) {
    StreamExecutionEnvironment environment =
        new StreamExecutionEnvironment(JobConfiguration.of(plan, job), classLoader());
    new PlanTranslator(plan, job, environment, connectors, policy).translate();
    return environment.getStreamGraph();
  }

  private static ClassLoader classLoader() {
    return PipelineCompiler.class.getClassLoader();
  }
}
