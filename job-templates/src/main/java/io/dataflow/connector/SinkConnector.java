package io.dataflow.connector;

import io.dataflow.error.Diagnostics;
import io.dataflow.pipeline.DeliveryGuarantee;
import io.dataflow.record.Row;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;

/** The writing side of a connector. */
public interface SinkConnector extends ConnectorSide {
  /** Checks the options against the schema of the rows that reach the sink; nothing is opened. */
  default void validateSchema(SinkContext context, String pointer, Diagnostics diagnostics) {}

  DeliveryGuarantee guarantee(ConnectorOptions options);

  /**
   * Whether updates and deletes can be applied; else only results that never change are accepted.
   */
  default boolean acceptsUpdates(ConnectorOptions options) {
    return false;
  }

  /**
   * The canonical part of the options that the state depends on; becomes part of the operator's
   * uid.
   */
  String identity(ConnectorOptions options);

  /**
   * How a row is encoded before it reaches the sink, where the sink takes bytes: the step in front
   * of the sink does it, under the sink's error policy.
   */
  default Optional<RowEncoder> encoder(SinkContext context) {
    return Optional.empty();
  }

  /**
   * The sink. With an encoder its elements are rows of a single BYTES value, else rows of {@link
   * SinkContext#schema}.
   */
  Sink<Row> build(SinkContext context);
}
