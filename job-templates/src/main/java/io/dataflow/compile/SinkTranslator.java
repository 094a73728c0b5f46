package io.dataflow.compile;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.connector.RowEncoder;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.plan.PlanNode;
import io.dataflow.record.Row;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Builds a connector's sink, and the encoder that the run in front of it uses. */
final class SinkTranslator {
  private static final RecordSchema ENCODED =
      new RecordSchema(List.of(new Field("encoded", FieldType.of(ScalarKind.BYTES))));

  private final ConnectorRegistry connectors;
  private final ConnectorPolicy policy;
  private final String pipelineId;

  SinkTranslator(ConnectorRegistry connectors, ConnectorPolicy policy, String pipelineId) {
    this.connectors = connectors;
    this.policy = policy;
    this.pipelineId = pipelineId;
  }

  Optional<RowEncoder> encoder(PlanNode.SinkNode node) {
    return connector(node).encoder(context(node));
  }

  /** The rows that the sink itself takes. */
  RecordSchema written(PlanNode.SinkNode node) {
    return encoder(node).isPresent() ? ENCODED : node.outputSchema();
  }

  void translate(PlanNode.SinkNode node, DataStream<Row> input) {
    input.sinkTo(connector(node).build(context(node))).name(name(node)).uid(OperatorUids.of(node));
  }

  static String name(PlanNode.SinkNode node) {
    return node.id() + " (" + node.connector() + ")";
  }

  private SinkConnector connector(PlanNode.SinkNode node) {
    return connectors
        .find(node.connector())
        .flatMap(found -> found.sink())
        .orElseThrow(() -> new IllegalStateException("no sink '" + node.connector() + "'"));
  }

  private SinkContext context(PlanNode.SinkNode node) {
    return new SinkContext(pipelineId, node.id(), node.options(), policy, node.outputSchema());
  }
}
