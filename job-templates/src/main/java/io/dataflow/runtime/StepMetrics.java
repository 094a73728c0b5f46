package io.dataflow.runtime;

import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** Publishes a run's {@link StepCounts}. */
final class StepMetrics {
  private final List<StepSpec> steps;
  private final StepCounts counts;
  private final List<PublishedCounters> published;
  private final PublishedCounters ofSource;

  StepMetrics(RunSpec run, StepCounts counts, MetricGroup metrics, RuntimeContext context) {
    this.steps = run.steps();
    this.counts = counts;
    this.published =
        steps.stream()
            .map(
                step ->
                    new PublishedCounters(
                        run.pipelineId(), step.id(), StepCounters.ALL, metrics, context))
            .toList();
    this.ofSource =
        run.fromSource()
            ? new PublishedCounters(
                run.pipelineId(),
                steps.get(0).id(),
                List.of(StepCounters.FIELDS_UNKNOWN),
                metrics,
                context)
            : null;
  }

  /** Brings what others see up to date; called by the task's thread now and then. */
  void publish() {
    if (ofSource != null) {
      ofSource.set(0, counts.unknownFields);
    }
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
