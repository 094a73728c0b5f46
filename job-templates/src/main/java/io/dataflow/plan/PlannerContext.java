package io.dataflow.plan;

import io.dataflow.connector.ConnectorPolicy;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.expression.ExpressionCompiler;
import java.util.Map;

/**
 * What a definition is planned against.
 *
 * @param parameters values of <code>${param:NAME}</code> in this environment
 * @param allowLiteralSecrets whether an option that is a secret may be written as a literal
 */
public record PlannerContext(
    ConnectorRegistry connectors,
    ExpressionCompiler expressions,
    ConnectorPolicy policy,
    Map<String, String> parameters,
    SampleMode sampleMode,
    boolean allowLiteralSecrets) {
  public PlannerContext {
    parameters = Map.copyOf(parameters);
  }
}
