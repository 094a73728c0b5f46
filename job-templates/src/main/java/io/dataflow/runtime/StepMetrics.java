package io.dataflow.runtime;

import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Publishes a run's {@link StepCounts} as Flink metrics and accumulators, see StepCounters. */
final class StepMetrics {
  private final StepCounts counts;
  private final Published[] steps;

  StepMetrics(
      String pipelineId,
      List<StepSpec> steps,
      StepCounts counts,
      MetricGroup metrics,
      RuntimeContext context) {
    this.counts = counts;
    MetricGroup ofPipeline = metrics.addGroup("pipeline", pipelineId);
    this.steps =
        steps.stream()
            .map(step -> new Published(step.id(), ofPipeline.addGroup("step", step.id()), context))
            .toArray(Published[]::new);
  }

  /** Brings what others see up to date; called by the task's thread now and then. */
  void publish() {
    long in = counts.received;
    for (int i = 0; i < steps.length; i++) {
      long out = in - counts.dropped(i);
      Published step = steps[i];
      step.set(0, in);
      step.set(1, out);
      step.set(2, counts.filtered[i]);
      step.set(3, counts.skipped[i]);
      step.set(4, counts.deadLettered[i]);
      step.set(5, counts.failed[i]);
      step.set(6, counts.nulled[i]);
      step.set(7, counts.busyNanos[i]);
      in = out;
    }
  }

  /** One step's counters, in the order of {@link StepCounters#ALL}. */
  private static final class Published {
    private final Counter[] counters;
    private final LongCounter[] accumulators;

    Published(String stepId, MetricGroup group, RuntimeContext context) {
      int size = StepCounters.ALL.size();
      counters = new Counter[size];
      accumulators = new LongCounter[size];
      for (int i = 0; i < size; i++) {
        String name = StepCounters.ALL.get(i);
        counters[i] = group.counter(name);
        accumulators[i] = new LongCounter();
        context.addAccumulator(StepCounters.accumulator(stepId, name), accumulators[i]);
      }
    }

    void set(int counter, long total) {
      long grown = total - accumulators[counter].getLocalValuePrimitive();
      if (grown != 0) {
        accumulators[counter].add(grown);
        counters[counter].inc(grown);
      }
    }
  }
}
