package io.dataflow.service.projection;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a list shows. All conditions must hold.
 *
 * @param statuses one of them; empty = any
 * @param labels all of them, by key and value
 * @param text part of the id or the name, whatever the case
 * @param after only ids behind this one
 * @param limit at most so many lines, at least 1
 */
public record SummaryQuery(
    Set<String> statuses,
    Map<String, String> labels,
    Optional<String> text,
    Optional<String> after,
    int limit) {
  public SummaryQuery {
    statuses = Set.copyOf(statuses);
    labels = Map.copyOf(labels);
    Objects.requireNonNull(text);
    Objects.requireNonNull(after);
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit + " is below 1");
    }
  }

  /** Everything, the first so many. */
  public static SummaryQuery first(int limit) {
    return new SummaryQuery(Set.of(), Map.of(), Optional.empty(), Optional.empty(), limit);
  }

  /** True when the filters let it through; where it stands in the pages does not matter. */
  boolean matches(PipelineSummary summary) {
    return (statuses.isEmpty() || statuses.contains(summary.status()))
        && summary.labels().entrySet().containsAll(labels.entrySet())
        && text.map(part -> contains(summary, part.toLowerCase(Locale.ROOT))).orElse(true);
  }

  private static boolean contains(PipelineSummary summary, String part) {
    return summary.pipelineId().contains(part)
        || summary.name().filter(n -> n.toLowerCase(Locale.ROOT).contains(part)).isPresent();
  }
}
