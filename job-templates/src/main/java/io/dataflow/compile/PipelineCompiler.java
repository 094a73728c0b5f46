package io.dataflow.compile;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.record.Row;
import io.dataflow.runtime.FusedStepOperator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/**
 * Compiles plans to job graphs. The same plan and settings give the same operators, uids and
 * generated classes; nothing is opened.
 */
public final class PipelineCompiler {
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
    for (Run run : Runs.of(plan)) {
      run.source().ifPresent(source -> operators.add(describe(source)));
      operators.add(
          new OperatorDescription(
              uids.of(run), run.name(), "run", run.nodes().stream().map(PlanNode::id).toList()));
      run.sink().ifPresent(sink -> operators.add(describe(sink)));
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
    SourceTranslator sources =
        new SourceTranslator(environment, connectors, policy, job.pipelineId());
    SinkTranslator sinks = new SinkTranslator(connectors, policy, job.pipelineId());
    RunTranslator runs = new RunTranslator(job, sinks, Layout.of(plan));
    OperatorUids uids = new OperatorUids(plan);
    Map<String, DataStream<Row>> outputs = new HashMap<>();
    List<DataStream<Row>> deadLetters = new ArrayList<>();
    for (Run run : Runs.of(plan)) {
      DataStream<Row> input =
          run.source().map(sources::translate).orElseGet(() -> input(run, outputs));
      SingleOutputStreamOperator<Row> output = runs.translate(run, uids.of(run), input);
      outputs.put(run.last().id(), output);
      if (RunTranslator.hasDeadLetters(run)) {
        deadLetters.add(output.getSideOutput(FusedStepOperator.deadLetters()));
      }
      run.sink().ifPresent(sink -> sinks.translate(sink, output));
    }
    plan.deadLetter().ifPresent(sink -> translateDeadLetters(sink, deadLetters, runs, sinks));
    return environment.getStreamGraph();
  }

  private static DataStream<Row> input(Run run, Map<String, DataStream<Row>> outputs) {
    return outputs.get(run.first().inputs().get(0));
  }

  private static void translateDeadLetters(
      PlanNode.SinkNode sink,
      List<DataStream<Row>> letters,
      RunTranslator runs,
      SinkTranslator sinks) {
    DataStream<Row> all = letters.stream().reduce((left, right) -> left.union(right)).orElseThrow();
    DataStream<Row> encoded =
        runs.translate(new Run(List.of(sink)), OperatorUids.ofDeadLetters(sink), all);
    sinks.translate(sink, encoded);
  }

  private static ClassLoader classLoader() {
    return PipelineCompiler.class.getClassLoader();
  }
}
