package io.dataflow.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TelemetryTest {
  @Test
  void thePageHoldsTheJvmAndThePipelinesUnderTheSeedsNames() {
    try (Telemetry telemetry = new Telemetry()) {
      List<PipelineFigures> figures = new ArrayList<>();
      telemetry.exportPipelines(() -> figures);
      assertThat(telemetry.scrape()).contains("jvm_memory_used_bytes{area=\"heap\"");
      assertThat(telemetry.scrape()).doesNotContain("dataflow_pipeline");

      figures.add(
          new PipelineFigures(
              "orders", 10_000, 3, Map.of("source", Map.of("recordsOut", 10_000L))));
      assertThat(telemetry.scrape())
          .contains("# TYPE dataflow_pipeline_records_processed_total counter")
          .contains("dataflow_pipeline_records_processed_total{pipeline=\"orders\"} 10000.0")
          .contains("dataflow_pipeline_records_failed_total{pipeline=\"orders\"} 3.0")
          .contains(
              "dataflow_step_records_total"
                  + "{counter=\"recordsOut\",pipeline=\"orders\",step=\"source\"} 10000.0");
    }
  }

  @Test
  void thePageSaysHowManySlotsAreHeldNow() {
    try (Telemetry telemetry = new Telemetry()) {
      AtomicInteger held = new AtomicInteger(32);
      telemetry.exportSlots(held::get);
      assertThat(telemetry.scrape()).contains("dataflow_slots 32.0");
      held.set(64);
      assertThat(telemetry.scrape()).contains("dataflow_slots 64.0");
    }
  }

  @Test
  void aDependencyKeepsTheTimeSinceWhenItIsSo() {
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Clock clock = Clock.fixed(start, ZoneOffset.UTC);
    Dependencies dependencies = new Dependencies(clock);
    dependencies.declare("journal", true);
    dependencies.declare("flink", false);
    assertThat(dependencies.ready()).isFalse();

    dependencies.up("journal", "schema 1");
    assertThat(dependencies.ready()).isTrue();
    assertThat(dependencies.all().get(0).since()).isEqualTo(start);

    dependencies.down("journal", "no node is up");
    assertThat(dependencies.ready()).isFalse();
    assertThat(dependencies.all()).extracting(Dependency::name).containsExactly("journal", "flink");
  }

  @Test
  void aLogContextGivesBackWhatWasThere() {
    try (LogContext outer = LogContext.open().trace("t1")) {
      assertThat(outer).isNotNull();
      try (LogContext inner = LogContext.open().pipeline("orders").attempt(2)) {
        assertThat(inner).isNotNull();
        assertThat(org.slf4j.MDC.get("traceId")).isEqualTo("t1");
        assertThat(org.slf4j.MDC.get("attempt")).isEqualTo("2");
      }
      assertThat(org.slf4j.MDC.get("pipelineId")).isNull();
    }
    assertThat(org.slf4j.MDC.get("traceId")).isNull();
  }
}
