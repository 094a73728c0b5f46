package io.dataflow.service.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/** The pipelines' totals, read when the page is read: there is no meter to forget to remove. */
final class PipelineCollector implements MultiCollector {
  private final Supplier<? extends Collection<PipelineFigures>> figures;

  PipelineCollector(Supplier<? extends Collection<PipelineFigures>> figures) {
    this.figures = figures;
  }

  @Override
  public MetricSnapshots collect() {
    Collection<PipelineFigures> now = figures.get();
    if (now.isEmpty()) {
      return MetricSnapshots.of();
    }
    CounterSnapshot.Builder steps =
        CounterSnapshot.builder()
            .name("dataflow_step_records")
            .help("Records counted by a step, by counter");
    boolean anyStep = false;
    for (PipelineFigures pipeline : now) {
      for (var step : pipeline.steps().entrySet()) {
        for (var counter : step.getValue().entrySet()) {
          anyStep = true;
          steps.dataPoint(
              point(
                  Labels.of(
                      "pipeline", pipeline.pipelineId(),
                      "step", step.getKey(),
                      "counter", counter.getKey()),
                  counter.getValue()));
        }
      }
    }
    MetricSnapshots.Builder all =
        MetricSnapshots.builder()
            .metricSnapshot(
                counter(
                    now,
                    "dataflow_pipeline_records_processed",
                    "Records that the pipeline's sources read",
                    PipelineFigures::recordsProcessed))
            .metricSnapshot(
                counter(
                    now,
                    "dataflow_pipeline_records_failed",
                    "Records skipped or dead-lettered",
                    PipelineFigures::recordsFailed));
    if (anyStep) {
      all.metricSnapshot(steps.build());
    }
    return all.build();
  }

  private static CounterSnapshot counter(
      Collection<PipelineFigures> pipelines,
      String name,
      String help,
      ToLongFunction<PipelineFigures> value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    for (PipelineFigures pipeline : pipelines) {
      counter.dataPoint(
          point(Labels.of("pipeline", pipeline.pipelineId()), value.applyAsLong(pipeline)));
    }
    return counter.build();
  }

  private static CounterSnapshot.CounterDataPointSnapshot point(Labels labels, long value) {
    return CounterSnapshot.CounterDataPointSnapshot.builder()
        .labels(labels)
        .value((double) value)
        .build();
  }
}
