package io.dataflow.runtime;

import java.util.List;
import org.apache.flink.api.common.accumulators.Accumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * Some of a step's {@link StepCounters}, as Flink counters and as accumulators of the job. Several
 * operators may publish counters of one step: the totals are added up.
 */
public final class PublishedCounters {
  /** How often operators bring them up to date. */
  public static final long PUBLISH_EVERY_MILLIS = 1000;

  private final Counter[] counters;
  private final LongCounter[] accumulators;
  private final long[] totals;

  /**
   * @param names of {@link StepCounters}; {@link #set} counts positions in it
   */
  public PublishedCounters(
      String pipelineId,
      String stepId,
      List<String> names,
      MetricGroup metrics,
      RuntimeContext context) {
    MetricGroup group = metrics.addGroup("pipeline", pipelineId).addGroup("step", stepId);
    totals = new long[names.size()];
    counters = new Counter[names.size()];
    accumulators = new LongCounter[names.size()];
    for (int i = 0; i < names.size(); i++) {
      counters[i] = group.counter(names.get(i));
      accumulators[i] = accumulator(StepCounters.accumulator(stepId, names.get(i)), context);
    }
  }

  /** Operators in one task share an accumulator: Flink refuses a second one of its name. */
  private static LongCounter accumulator(String name, RuntimeContext context) {
    Accumulator<Long, Long> present = context.getAccumulator(name);
    if (present instanceof LongCounter shared) {
      return shared;
    }
    LongCounter counter = new LongCounter();
    context.addAccumulator(name, counter);
    return counter;
  }

  /** Brings a counter up to what this operator has counted so far; by the task's thread only. */
  public void set(int position, long total) {
    long grown = total - totals[position];
    if (grown != 0) {
      totals[position] = total;
      accumulators[position].add(grown);
      counters[position].inc(grown);
    }
  }
}
