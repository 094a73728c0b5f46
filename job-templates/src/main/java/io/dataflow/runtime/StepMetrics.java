package io.dataflow.runtime;

import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** Publishes a run's {@link StepCounts}. */
final class StepMetrics {
  private final List<StepSpec> steps;
  private final StepCounts counts;
  private final List<PublishedCounters> published;

  StepMetrics(
      String pipelineId,
      List<StepSpec> steps,
      StepCounts counts,
      MetricGroup metrics,
      RuntimeContext context) {
    this.steps = steps;
    this.counts = counts;
    this.published =
        steps.stream()
            .map(
                step ->
                    new PublishedCounters(
                        pipelineId, step.id(), StepCounters.ALL, metrics, context))
            .toList();
  }

  /** Brings what others see up to date; called by the task's thread now and then. */
  void publish() {
    long in = counts.received;
    for (int i = 0; i < steps.size(); i++) {
      long out = counts.handedOn(i, in);
      PublishedCounters step = published.get(i);
      step.set(0, in);
      if (steps.get(i).handsOn()) {
        step.set(1, out);
      }
      step.set(2, counts.filtered[i]);
      step.set(3, counts.skipped[i]);
      step.set(4, counts.deadLettered[i]);
      step.set(5, counts.failed[i]);
      step.set(6, counts.nulled[i]);
      step.set(7, counts.busyNanos[i]);
      in = out;
    }
  }
}
