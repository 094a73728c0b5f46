package io.dataflow.compile;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorOptions;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SinkContext;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.record.Row;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Drops what reaches it; its connection string means nothing. */
final class TestingNowhereConnector implements Connector, SinkConnector {
  @Override
  public String type() {
    return "nowhere";
  }

  @Override
  public String description() {
    return "Drops what reaches it";
  }

  @Override
  public Optional<SinkConnector> sink() {
    return Optional.of(this);
  }

  @Override
  public DeliveryGuarantee guarantee(ConnectorOptions options) {
    return DeliveryGuarantee.AT_LEAST_ONCE;
  }

  @Override
  public String identity(ConnectorOptions options) {
    return "nowhere";
  }

  @Override
  public Sink<Row> build(SinkContext context) {
    return new DiscardingSink<>();
  }
}
