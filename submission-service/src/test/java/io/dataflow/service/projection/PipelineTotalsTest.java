package io.dataflow.service.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PipelineTotalsTest {
  private static final Instant TIME = Instant.EPOCH;

  private static PipelineTotals seen(PipelineTotals totals, long attempt, long count) {
    return totals.observed(attempt, Map.of("s/in", count), Map.of("rate", (double) count), TIME);
  }

  @Test
  void countersGoOnAcrossAttempts() {
    PipelineTotals totals = PipelineTotals.empty("p");
    assertThat(totals.sums()).isEmpty();
    totals = seen(seen(totals, 1, 5), 1, 8);
    assertThat(totals.sums()).isEqualTo(Map.of("s/in", 8L));
    totals = seen(totals, 2, 3);
    assertThat(totals.base()).isEqualTo(Map.of("s/in", 8L));
    assertThat(totals.sums()).isEqualTo(Map.of("s/in", 11L));
    assertThat(totals.gauges()).isEqualTo(Map.of("rate", 3.0));
  }

  @Test
  void aCounterThatFlinkSetBackStays() {
    PipelineTotals totals = seen(seen(PipelineTotals.empty("p"), 1, 8), 1, 2);
    assertThat(totals.sums()).isEqualTo(Map.of("s/in", 8L));
  }

  @Test
  void anEarlierAttemptIsNotCountedAgain() {
    PipelineTotals totals = seen(seen(PipelineTotals.empty("p"), 1, 8), 2, 1);
    assertThat(seen(totals, 1, 100)).isEqualTo(totals);
  }
}
