package io.dataflow.plan;

import io.dataflow.error.Diagnostic;
import io.dataflow.pipeline.PipelineDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What planning found.
 *
 * @param plan present if nothing is wrong and every schema is known
 * @param resolved the definition with the schemas that were inferred; parameters stay references
 * @param diagnostics everything that is to say, in the document's order as far as it goes
 */
public record PlanResult(
    Optional<TypedPlan> plan, PipelineDefinition resolved, List<Diagnostic> diagnostics) {
  public PlanResult {
    diagnostics = List.copyOf(diagnostics);
  }
}
