package io.dataflow.connector;

import io.dataflow.error.Diagnostics;
import io.dataflow.schema.RecordSchema;
import java.util.Optional;

/** The side of a connector that gives a table to look things up in. */
public interface LookupConnector extends ConnectorSide {
  /** Checks the options against the resolved schema; nothing is opened. */
  default void validateSchema(SourceContext context, String pointer, Diagnostics diagnostics) {}

  /** The schema that does not depend on anything outside, where there is one. */
  default Optional<RecordSchema> fixedSchema(ConnectorOptions options) {
    return Optional.empty();
  }

  /** Reads a sample and infers the schema; opens the table. Empty where the connector cannot. */
  default Optional<SchemaSample> sample(ConnectorOptions options, ConnectorPolicy policy)
      throws SamplingException {
    return Optional.empty();
  }

  /** Whether the table can be another one later. */
  default boolean canChange() {
    return true;
  }

  /**
   * The table.
   *
   * @param context {@code sourceId} is the id of the step that looks things up
   */
  LookupTable table(SourceContext context);
}
