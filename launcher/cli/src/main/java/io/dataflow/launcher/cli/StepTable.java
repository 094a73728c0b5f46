package io.dataflow.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The counters of a pipeline's steps as lines of text, from source to sink. */
final class StepTable {

  /** Counter of the service, title of the column; only what differs from 0 somewhere is shown. */
  private static final Map<String, String> OPTIONAL =
      Map.of(
          "recordsFiltered", "filtered",
          "recordsFailed", "failed",
          "recordsSkipped", "skipped",
          "recordsDeadLettered", "dead letters");

  private StepTable() {}

  /** The ids in the definition's order; sources, steps and sinks share one name space. */
  static List<String> order(JsonNode details) {
    List<String> ids = new ArrayList<>();
    if (details.has("source")) {
      ids.add("source");
    }
    details.path("sources").fieldNames().forEachRemaining(ids::add);
    details.path("transforms").forEach(step -> ids.add(step.path("id").asText()));
    if (details.has("sink")) {
      ids.add("sink");
    }
    details.path("sinks").fieldNames().forEachRemaining(ids::add);
    return ids;
  }

  /**
   * A line of titles and a line for each step.
   *
   * @param order ids that come first; others follow
   * @param steps object of step id to object of counters
   */
  static String of(List<String> order, JsonNode steps) {
    Set<String> ids = new LinkedHashSet<>(order);
    steps.fieldNames().forEachRemaining(ids::add);
    ids.removeIf(id -> !steps.has(id));
    List<String> optional =
        OPTIONAL.keySet().stream()
            .sorted()
            .filter(name -> ids.stream().anyMatch(id -> steps.path(id).path(name).asLong() != 0))
            .toList();
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "%-20s %12s %12s", "step", "in", "out"));
    optional.forEach(name -> text.append(column(OPTIONAL.get(name))));
    for (String id : ids) {
      JsonNode step = steps.path(id);
      text.append(
          String.format(
              Locale.ROOT,
              "%n%-20s %12d %12d",
              id,
              step.path("recordsIn").asLong(),
              step.path("recordsOut").asLong()));
      optional.forEach(name -> text.append(column(step.path(name).asText())));
    }
    return text.toString();
  }

  private static String column(String value) {
    return String.format(Locale.ROOT, " %12s", value);
  }
}
