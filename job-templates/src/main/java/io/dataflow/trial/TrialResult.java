package io.dataflow.trial;

import io.dataflow.plan.Edge;
import io.dataflow.plan.TypedPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a trial showed.
 *
 * @param edges by the names of the plan's edges, in its order: what each step handed on
 * @param sinks by id: what reached each sink and could be encoded
 * @param deadLetters where the plan has a dead letter sink
 * @param counters as {@link io.dataflow.runtime.StepCounters} names them
 * @param failure why the job failed, where it did; the rows are then those until then
 */
record TrialResult(
    TypedPlan plan,
    Map<String, Rows> edges,
    Map<String, Rows> sinks,
    Optional<Rows> deadLetters,
    Map<String, Long> counters,
    Optional<String> failure) {
  /** What reached a sink, the dead letter sink too. */
  Rows reaching(String sink) {
    Rows rows = sinks.get(sink);
    return rows == null ? deadLetters.orElseThrow() : rows;
  }

  /**
   * The rows of an edge.
   *
   * @param count of all of them
   * @param lines the first ones: a kind ({@code +I -U +U -D}), a blank, a JSON object
   */
  record Rows(Edge edge, long count, List<String> lines) {}
}
