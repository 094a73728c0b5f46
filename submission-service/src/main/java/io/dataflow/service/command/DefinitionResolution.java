package io.dataflow.service.command;

import io.dataflow.error.Diagnostic;
import io.dataflow.plan.PlanDescription;
import io.dataflow.service.domain.Definition;
import java.util.List;
import java.util.Optional;

/**
 * What was made of a document.
 *
 * @param definition what is journalled; present if and only if no diagnostic is an error
 * @param id the id that the document itself carries
 * @param plan the steps with their schemas; present if nothing is wrong and every schema is known
 * @param diagnostics all findings, located in the text where there was one
 */
public record DefinitionResolution(
    Optional<Definition> definition,
    Optional<String> id,
    Optional<PlanDescription> plan,
    List<Diagnostic> diagnostics) {
  public DefinitionResolution {
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::isError);
  }
}
