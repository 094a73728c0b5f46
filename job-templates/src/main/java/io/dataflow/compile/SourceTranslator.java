package io.dataflow.compile;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.connector.SourceConnector;
import io.dataflow.connector.SourceContext;
import io.dataflow.pipeline.EventTime;
import io.dataflow.plan.PlanNode;
import io.dataflow.record.Row;
import io.dataflow.record.RowTypeInformation;
import io.dataflow.runtime.EventTimeWatermarks;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Builds a connector's source; watermarks are per split, inside the source. */
final class SourceTranslator {
  private final StreamExecutionEnvironment environment;
  private final ConnectorRegistry connectors;
  private final ConnectorPolicy policy;
  private final String pipelineId;

  SourceTranslator(
      StreamExecutionEnvironment environment,
      ConnectorRegistry connectors,
      ConnectorPolicy policy,
      String pipelineId) {
    this.environment = environment;
    this.connectors = connectors;
    this.policy = policy;
    this.pipelineId = pipelineId;
  }

  DataStream<Row> translate(PlanNode.SourceNode node) {
    SourceConnector connector =
        connectors
            .find(node.connector())
            .flatMap(found -> found.source())
            .orElseThrow(() -> new IllegalStateException("no source '" + node.connector() + "'"));
    SourceContext context =
        new SourceContext(
            pipelineId, node.id(), node.options(), policy, node.schema(), node.projectedSchema());
    return environment
        .fromSource(
            connector.build(context),
            watermarks(node),
            name(node),
            new RowTypeInformation(node.projectedSchema()))
        .uid(OperatorUids.of(node));
  }

  static String name(PlanNode.SourceNode node) {
    return node.id() + " (" + node.connector() + ")";
  }

  private static WatermarkStrategy<Row> watermarks(PlanNode.SourceNode node) {
    if (node.time().isEmpty()) {
      return WatermarkStrategy.noWatermarks();
    }
    EventTime time = node.time().get();
    WatermarkStrategy<Row> strategy =
        new EventTimeWatermarks(
            node.projectedSchema().indexOf(time.field()), time.maxOutOfOrderness());
    return time.idleTimeout().map(strategy::withIdleness).orElse(strategy);
  }
}
