package io.dataflow.compile;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.pipeline.ErrorLimit;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.plan.Edge;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.RouteNode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.plan.UnionNode;
import io.dataflow.record.Row;
import io.dataflow.runtime.FusedStepOperator;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Builds the streams of a plan, stage by stage. */
final class PlanTranslator {
  private final TypedPlan plan;
  private final SourceTranslator sources;
  private final SinkTranslator sinks;
  private final RunTranslator runs;
  private final KeyedTranslator keyed;
  private final OperatorUids uids;
  private final Map<String, Layout> layouts;

  /** By the plan's edges, and by {@link Run#output} where a run prepares rows. */
  private final Map<String, DataStream<Row>> streams = new HashMap<>();

  private final List<DataStream<Row>> deadLetters = new ArrayList<>();

  PlanTranslator(
      TypedPlan plan,
      JobSettings job,
      StreamExecutionEnvironment environment,
      ConnectorRegistry connectors,
      ConnectorPolicy policy) {
    this.plan = plan;
    ErrorLimit errorLimit = plan.settings().errorLimit().orElse(ErrorLimit.NONE);
    this.layouts = Layout.of(plan);
    this.sources = new SourceTranslator(environment, connectors, policy, job.pipelineId());
    this.sinks = new SinkTranslator(connectors, policy, job.pipelineId());
    this.runs =
        new RunTranslator(
            job,
            sinks,
            new LookupTranslator(connectors, policy, job.pipelineId()),
            layouts,
            errorLimit);
    this.keyed = new KeyedTranslator(job, errorLimit);
    this.uids = new OperatorUids(plan);
  }

  void translate() {
    for (Stage stage : Stages.of(plan)) {
      if (stage instanceof Run run) {
        translate(run);
      } else if (stage instanceof Stage.Keyed step) {
        translate(step.node());
      } else if (stage instanceof Stage.United union) {
        translate(union.node());
      }
    }
    plan.deadLetter().ifPresent(this::translateDeadLetters);
  }

  private void translate(Run run) {
    DataStream<Row> input =
        run.source().map(sources::translate).orElseGet(() -> streams.get(run.input()));
    SingleOutputStreamOperator<Row> output = runs.translate(run, uids.of(run), input);
    streams.put(run.output(), output);
    run.route().ifPresent(route -> addRoutes(route, output));
    if (RunTranslator.hasDeadLetters(run)) {
      deadLetters.add(output.getSideOutput(FusedStepOperator.deadLetters()));
    }
    run.sink().ifPresent(sink -> sinks.translate(sink, output));
  }

  private void addRoutes(RouteNode route, SingleOutputStreamOperator<Row> output) {
    for (Edge edge : route.outputs()) {
      RecordSchema rows = layouts.get(edge.name()).physical();
      streams.put(edge.name(), output.getSideOutput(FusedStepOperator.route(edge.name(), rows)));
    }
  }

  private void translate(KeyedNode node) {
    SingleOutputStreamOperator<Row> output = keyed.translate(node, prepared(node));
    streams.put(node.id(), output);
    if (node.canApply(ErrorPolicy.DEAD_LETTER)) {
      deadLetters.add(output.getSideOutput(FusedStepOperator.deadLetters()));
    }
  }

  private void translate(UnionNode node) {
    streams.put(
        node.id(),
        prepared(node).stream().reduce((left, right) -> left.union(right)).orElseThrow());
  }

  private List<DataStream<Row>> prepared(PlanNode node) {
    List<DataStream<Row>> inputs = new ArrayList<>();
    for (int i = 0; i < node.inputs().size(); i++) {
      inputs.add(streams.get(Run.output(node, i)));
    }
    return inputs;
  }

  private void translateDeadLetters(PlanNode.SinkNode sink) {
    DataStream<Row> all =
        deadLetters.stream().reduce((left, right) -> left.union(right)).orElseThrow();
    Run run = new Run("dead-letters", List.of(sink), Optional.empty());
    sinks.translate(sink, runs.translate(run, OperatorUids.ofDeadLetters(sink), all));
  }
}
