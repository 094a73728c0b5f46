package io.dataflow.service.projection;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One page of the list, in order of id.
 *
 * @param total how many pipelines pass the filters, on all pages
 * @param next the {@code after} of the next page; empty on the last
 * @param observedAt when the list was read from the store
 */
public record SummaryPage(
    List<PipelineSummary> pipelines, int total, Optional<String> next, Instant observedAt) {
  public SummaryPage {
    pipelines = List.copyOf(pipelines);
    Objects.requireNonNull(next);
    Objects.requireNonNull(observedAt);
  }
}
