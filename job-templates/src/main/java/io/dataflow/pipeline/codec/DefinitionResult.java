package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.Diagnostic;
import io.dataflow.pipeline.Gaps;
import io.dataflow.pipeline.PipelineDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What was read.
 *
 * @param readable what could be read, present if the document is an object; where something is
 *     wrong it is fit for planning only, with its gaps
 * @param gaps the places of {@code readable} that could not be read
 * @param document the document as a tree, present if it could be parsed at all
 * @param locations where each pointer stands in the text, to place diagnostics that are found later
 */
public record DefinitionResult(
    Optional<PipelineDefinition> readable,
    Gaps gaps,
    List<Diagnostic> diagnostics,
    Optional<JsonNode> document,
    DocumentLocations locations) {
  public DefinitionResult {
    diagnostics = List.copyOf(diagnostics);
  }

  /** The definition, present if and only if no diagnostic is an error. */
  public Optional<PipelineDefinition> definition() {
    return readable.filter(read -> diagnostics.stream().noneMatch(Diagnostic::isError));
  }
}
