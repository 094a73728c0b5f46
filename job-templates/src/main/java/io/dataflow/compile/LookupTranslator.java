package io.dataflow.compile;

import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.connector.LookupConnector;
import io.dataflow.connector.LookupTable;
import io.dataflow.connector.SourceContext;
import io.dataflow.plan.EnrichNode;
import io.dataflow.runtime.lookup.LookupSpec;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;

/** Builds the tables that a run looks things up in. */
final class LookupTranslator {
  private final ConnectorRegistry connectors;
  private final ConnectorPolicy policy;
  private final String pipelineId;

  LookupTranslator(ConnectorRegistry connectors, ConnectorPolicy policy, String pipelineId) {
    this.connectors = connectors;
    this.policy = policy;
    this.pipelineId = pipelineId;
  }

  LookupSpec translate(EnrichNode node) {
    EnrichNode.Table table = node.table();
    LookupConnector connector =
        connectors
            .find(table.connector())
            .flatMap(Connector::lookup)
            .orElseThrow(() -> new IllegalStateException("no lookup '" + table.connector() + "'"));
    RecordSchema rows = table.projected();
    LookupTable built =
        connector.table(
            new SourceContext(
                pipelineId, node.id(), table.options(), policy, table.schema(), rows));
    return new LookupSpec(
        node.id(),
        built,
        rows,
        table.key().stream().map(rows::indexOf).toList(),
        table.values().stream().map(rows::indexOf).toList(),
        table.maxRows(),
        table.ttl().map(Duration::toMillis).orElse(0L));
  }
}
