package io.dataflow.service.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.Waiting;
import io.dataflow.service.projection.PipelineSummary;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A pipeline's line in the list, from its state and nothing else. */
final class SummaryProjection {
  private SummaryProjection() {}

  private static final JsonFactory JSON = new JsonFactory();

  static PipelineSummary of(PipelineState state) {
    Optional<DefinitionVersion> version = state.currentVersion();
    Optional<Definition> definition = version.map(DefinitionVersion::definition);
    return new PipelineSummary(
        state.pipelineId(),
        state.sequenceNumber(),
        definition.map(Definition::name),
        definition.map(SummaryProjection::description).orElse(""),
        state.status().text(),
        state.desired().name().toLowerCase(Locale.ROOT),
        state.waiting().map(Waiting::text).or(() -> state.failure().map(Failure::message)),
        definition.map(Definition::labels).orElse(Map.of()),
        version.map(DefinitionVersion::version).orElse(0),
        state.lastAttemptNumber(),
        state.createdAt(),
        state.updatedAt());
  }

  /** Read up to that member alone, which stands before all that is long. */
  private static String description(Definition definition) {
    try (JsonParser parser = JSON.createParser(definition.resolved())) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          boolean found = parser.currentName().equals("description");
          JsonToken value = parser.nextToken();
          if (found) {
            return value == JsonToken.VALUE_STRING ? parser.getText() : "";
          }
          parser.skipChildren();
        }
      }
      return "";
    } catch (IOException e) {
      // The list is not where a document that cannot be read is reported.
      return "";
    }
  }
}
