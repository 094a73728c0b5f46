package io.dataflow.service.command;

import io.dataflow.service.domain.Definition;
import io.dataflow.service.domain.DefinitionVersion;
import io.dataflow.service.domain.Failure;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.Waiting;
import io.dataflow.service.projection.PipelineSummary;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A pipeline's line in the list, from its state and nothing else. */
final class SummaryProjection {
  private SummaryProjection() {}

  static PipelineSummary of(PipelineState state) {
    Optional<DefinitionVersion> version = state.currentVersion();
    Optional<Definition> definition = version.map(DefinitionVersion::definition);
    return new PipelineSummary(
        state.pipelineId(),
        state.sequenceNumber(),
        definition.map(Definition::name),
        state.status().text(),
        state.desired().name().toLowerCase(Locale.ROOT),
        state.waiting().map(Waiting::text).or(() -> state.failure().map(Failure::message)),
        definition.map(Definition::labels).orElse(Map.of()),
        version.map(DefinitionVersion::version).orElse(0),
        state.lastAttemptNumber(),
        state.createdAt(),
        state.updatedAt());
  }
}
