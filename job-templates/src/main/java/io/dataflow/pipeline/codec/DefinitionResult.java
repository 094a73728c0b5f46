package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.Diagnostic;
import io.dataflow.pipeline.PipelineDefinition;
import java.util.List;
import java.util.Optional;

/**
 * What was read.
 *
 * @param definition present if and only if no diagnostic is an error
 * @param document the document as a tree, present if it could be parsed at all
 * @param locations where each pointer stands in the text, to place diagnostics that are found later
 */
public record DefinitionResult(
    Optional<PipelineDefinition> definition,
    List<Diagnostic> diagnostics,
    Optional<JsonNode> document,
    DocumentLocations locations) {}
