package io.dataflow.pipeline;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Computes one record of many: for each group, and for each window where there is one.
 *
 * @param groupBy output field to input field, also a nested one with dots; empty: one group of all
 * @param window empty: results change with every record
 * @param aggregations output field to call: {@code SUM(amount) FILTER (WHERE status = 'paid')}
 * @param onLate what becomes of records whose windows have closed: {@code FAIL}, {@code SKIP} or
 *     {@code DEAD_LETTER}; empty: dead-letter where there is such a sink, else skip
 * @param ttl how long a group is remembered after its last record, without a window; empty: for
 *     ever
 * @param changelog whether each change of a result is a record of its own, with {@code op} in front
 */
public record AggregateConfig(
    Map<String, String> groupBy,
    Optional<Window> window,
    Map<String, String> aggregations,
    Optional<ErrorPolicy> onLate,
    Optional<Duration> ttl,
    boolean changelog)
    implements TransformConfig {
  public AggregateConfig {
    groupBy = Collections.unmodifiableMap(new LinkedHashMap<>(groupBy));
    aggregations = Collections.unmodifiableMap(new LinkedHashMap<>(aggregations));
  }

  @Override
  public String type() {
    return "aggregate";
  }

  @Override
  public boolean keepsState() {
    return true;
  }
}
