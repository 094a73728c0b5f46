package io.dataflow.connector;

import io.dataflow.error.Diagnostics;
import io.dataflow.record.Row;
import io.dataflow.schema.RecordSchema;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/** The reading side of a connector. */
public interface SourceConnector extends ConnectorSide {
  /**
   * Checks the options against the resolved schema; nothing is opened. Called once it is known,
   * with a projection of all fields.
   */
  default void validateSchema(SourceContext context, String pointer, Diagnostics diagnostics) {}

  boolean bounded(ConnectorOptions options);

  /** The schema that does not depend on anything outside, where there is one. */
  default Optional<RecordSchema> fixedSchema(ConnectorOptions options) {
    return Optional.empty();
  }

  /** Reads a sample and infers the schema; opens the source. Empty where the connector cannot. */
  default Optional<SchemaSample> sample(ConnectorOptions options, ConnectorPolicy policy)
      throws SamplingException {
    return Optional.empty();
  }

  /**
   * The canonical part of the options that the state (positions) depends on; becomes part of the
   * operator's uid.
   */
  String identity(ConnectorOptions options);

  /** The source; its elements are rows of {@link SourceContext#projectedSchema} or bad records. */
  Source<Row, ?, ?> build(SourceContext context);
}
