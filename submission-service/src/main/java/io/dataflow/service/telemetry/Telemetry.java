package io.dataflow.service.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Collection;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** The meters of this process, as one instance that is handed around. */
public final class Telemetry implements AutoCloseable {
  /** The media type of {@link #scrape()}. */
  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  public Telemetry() {
    garbageCollection.bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  public MeterRegistry registry() {
    return registry;
  }

  /**
   * Adds the totals of the pipelines that this instance owns, under the seed's names ({@code
   * dataflow_pipeline_records_processed_total{pipeline="..."}}). Asked at every scrape: the
   * supplier answers from memory.
   */
  public void exportPipelines(Supplier<? extends Collection<PipelineFigures>> figures) {
    registry.getPrometheusRegistry().register(new PipelineCollector(figures));
  }

  /** Adds in how many of the installation's slots this instance acts; asked at every scrape. */
  public void exportSlots(IntSupplier slots) {
    Gauge.builder("dataflow_slots", slots::getAsInt)
        .description("Slots that this instance holds; 64 over all instances")
        .register(registry);
  }

  /** All meters in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }
}
