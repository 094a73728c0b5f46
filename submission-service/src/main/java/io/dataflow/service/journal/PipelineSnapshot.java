package io.dataflow.service.journal;

import io.dataflow.service.domain.PipelineState;
import java.util.List;
import java.util.Objects;

/**
 * A pipeline as its stream tells: everything that deciding needs.
 *
 * @param commands those with an idempotency key of the last day, oldest first
 */
public record PipelineSnapshot(PipelineState state, List<RecentCommand> commands) {
  public PipelineSnapshot {
    Objects.requireNonNull(state);
    commands = List.copyOf(commands);
  }
}
