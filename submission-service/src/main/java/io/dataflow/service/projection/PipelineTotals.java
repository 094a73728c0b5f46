package io.dataflow.service.projection;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counters and latest figures of a pipeline over all its attempts. Counting is at-least-once: after
 * a failure up to one checkpoint of records may be counted again.
 *
 * @param attempt whose counters {@code live} holds; 0 = never started
 * @param base sums of the attempts before {@code attempt}, by {@code <stepId>/<counter>}
 * @param live counters of {@code attempt} when it was last seen, by {@code <stepId>/<counter>}
 * @param gauges latest figures that do not add up (throughput, busy time), by name
 * @param observedAt how old the figures are
 */
public record PipelineTotals(
    String pipelineId,
    long attempt,
    Map<String, Long> base,
    Map<String, Long> live,
    Map<String, Double> gauges,
    Instant observedAt) {
  public PipelineTotals {
    Objects.requireNonNull(pipelineId);
    base = Map.copyOf(base);
    live = Map.copyOf(live);
    gauges = Map.copyOf(gauges);
    Objects.requireNonNull(observedAt);
  }

  /** Nothing counted yet. */
  public static PipelineTotals empty(String pipelineId) {
    return new PipelineTotals(pipelineId, 0, Map.of(), Map.of(), Map.of(), Instant.EPOCH);
  }

  /** Every counter over all attempts. */
  public Map<String, Long> sums() {
    Map<String, Long> sums = new HashMap<>(base);
    live.forEach((counter, value) -> sums.merge(counter, value, Long::sum));
    return Map.copyOf(sums);
  }

  /**
   * The figures of an attempt seen now. A new attempt adds the last figures of the one before to
   * the base; within one attempt a counter never goes back (Flink restarts it from a checkpoint).
   */
  public PipelineTotals observed(
      long seenAttempt, Map<String, Long> counters, Map<String, Double> seenGauges, Instant at) {
    if (seenAttempt < attempt) {
      return this;
    }
    if (seenAttempt > attempt) {
      return new PipelineTotals(pipelineId, seenAttempt, sums(), counters, seenGauges, at);
    }
    Map<String, Long> merged = new HashMap<>(live);
    counters.forEach((counter, value) -> merged.merge(counter, value, Long::max));
    return new PipelineTotals(pipelineId, attempt, base, merged, seenGauges, at);
  }
}
