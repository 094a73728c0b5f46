package io.dataflow.service.projection;

import io.dataflow.runtime.StepCounters;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Counters and latest figures of a pipeline over all its attempts. Counting is at-least-once: after
 * a failure up to one checkpoint of records may be counted again.
 *
 * @param attempt whose counters {@code live} holds; 0 = never started
 * @param base sums of the attempts before {@code attempt}, by {@code <stepId>/<counter>} or {@link
 *     #CHECKPOINTS}
 * @param live counters of {@code attempt} when it was last seen, named alike
 * @param flows what flows into each step, by step id
 * @param checkpoint the newest completed one that was seen, of whatever attempt
 * @param observedAt how old the figures are
 */
public record PipelineTotals(
    String pipelineId,
    long attempt,
    Map<String, Long> base,
    Map<String, Long> live,
    Map<String, Flow> flows,
    Optional<Checkpoint> checkpoint,
    Instant observedAt) {
  /** Counts completed checkpoints; of the job, no step. */
  public static final String CHECKPOINTS = "completedCheckpoints";

  /** Jobs tell their counters every few seconds: below this a rate says nothing. */
  private static final Duration LEAST_WINDOW = Duration.ofSeconds(5);

  private static final String RECORDS_IN = "/" + StepCounters.RECORDS_IN;

  /**
   * @param perSecond records per second between two looks; empty before an attempt was seen twice
   * @param lastAt when records were last seen to have come in
   */
  public record Flow(Optional<Double> perSecond, Instant lastAt) {}

  /** A completed checkpoint by Flink's number. */
  public record Checkpoint(long id, Instant completedAt) {}

  public PipelineTotals {
    Objects.requireNonNull(pipelineId);
    base = Map.copyOf(base);
    live = Map.copyOf(live);
    // Rows of earlier releases lack these two.
    flows = flows == null ? Map.of() : Map.copyOf(flows);
    checkpoint = checkpoint == null ? Optional.empty() : checkpoint;
    Objects.requireNonNull(observedAt);
  }

  /** Nothing counted yet. */
  public static PipelineTotals empty(String pipelineId) {
    return new PipelineTotals(
        pipelineId, 0, Map.of(), Map.of(), Map.of(), Optional.empty(), Instant.EPOCH);
  }

  /** Every counter over all attempts. */
  public Map<String, Long> sums() {
    return added(base, live);
  }

  /**
   * The figures of an attempt seen now. A new attempt adds the last figures of the one before to
   * the base; within one attempt a counter never goes back (Flink restarts it from a checkpoint).
   */
  public PipelineTotals observed(
      long seenAttempt, Map<String, Long> counters, Optional<Checkpoint> newest, Instant at) {
    if (seenAttempt < attempt) {
      return this;
    }
    boolean first = seenAttempt > attempt;
    Map<String, Long> before = first ? Map.of() : live;
    Map<String, Long> merged = new HashMap<>(before);
    counters.forEach((counter, value) -> merged.merge(counter, value, Long::max));
    return new PipelineTotals(
        pipelineId,
        seenAttempt,
        first ? sums() : base,
        merged,
        flows(first, before, merged, at),
        newest.or(() -> checkpoint),
        at);
  }

  /**
   * The final counters of an attempt whose end was recorded with older ones.
   *
   * @param recorded the counters of the attempt that are in these totals
   */
  public PipelineTotals corrected(
      long endedAttempt, Map<String, Long> recorded, Map<String, Long> last) {
    Map<String, Long> missing = new HashMap<>();
    last.forEach(
        (counter, value) ->
            missing.put(counter, Math.max(0, value - recorded.getOrDefault(counter, 0L))));
    boolean over = endedAttempt < attempt;
    return new PipelineTotals(
        pipelineId,
        attempt,
        over ? added(base, missing) : base,
        over ? live : added(live, missing),
        flows,
        checkpoint,
        observedAt);
  }

  private Map<String, Flow> flows(
      boolean first, Map<String, Long> before, Map<String, Long> now, Instant at) {
    Map<String, Flow> seen = new HashMap<>(flows);
    Duration window = Duration.between(observedAt, at);
    now.forEach(
        (counter, value) -> {
          if (counter.endsWith(RECORDS_IN)) {
            String step = counter.substring(0, counter.length() - RECORDS_IN.length());
            Optional<Flow> last = Optional.ofNullable(flows.get(step));
            long grown = value - before.getOrDefault(counter, 0L);
            Optional<Double> rate =
                first
                    ? Optional.empty()
                    : window.compareTo(LEAST_WINDOW) < 0
                        ? last.flatMap(Flow::perSecond)
                        : Optional.of(grown * 1000.0 / window.toMillis());
            Instant lastAt = grown > 0 ? at : last.map(Flow::lastAt).orElse(Instant.EPOCH);
            seen.put(step, new Flow(rate, lastAt));
          }
        });
    return seen;
  }

  private static Map<String, Long> added(Map<String, Long> left, Map<String, Long> right) {
    Map<String, Long> sums = new HashMap<>(left);
    right.forEach((counter, value) -> sums.merge(counter, value, Long::sum));
    return Map.copyOf(sums);
  }
}
