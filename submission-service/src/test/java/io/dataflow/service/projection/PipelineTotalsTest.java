package io.dataflow.service.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineTotalsTest {
  private static final Instant TIME = Instant.EPOCH;

  private static PipelineTotals seen(PipelineTotals totals, long attempt, long count) {
    return totals.observed(attempt, Map.of("s/in", count), Optional.empty(), TIME);
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

  private static PipelineTotals read(
      PipelineTotals totals, long attempt, long records, Duration at) {
    return totals.observed(
        attempt, Map.of("source/recordsIn", records), Optional.empty(), TIME.plus(at));
  }

  private static PipelineTotals.Flow flow(PipelineTotals totals) {
    return totals.flows().get("source");
  }

  @Test
  void aRateNeedsTwoLooksAtOneAttemptThatLieApart() {
    PipelineTotals once = read(PipelineTotals.empty("p"), 1, 100, Duration.ofSeconds(10));
    assertThat(flow(once).perSecond()).isEmpty();
    PipelineTotals twice = read(once, 1, 400, Duration.ofSeconds(20));
    assertThat(flow(twice).perSecond()).contains(30.0);
    assertThat(flow(read(twice, 1, 401, Duration.ofSeconds(21))).perSecond()).contains(30.0);
    assertThat(flow(read(twice, 2, 9, Duration.ofSeconds(60))).perSecond()).isEmpty();
  }

  @Test
  void theTimeOfTheLastRecordStaysWhileNoneComes() {
    PipelineTotals none = read(PipelineTotals.empty("p"), 1, 0, Duration.ofSeconds(5));
    assertThat(flow(none).lastAt()).isEqualTo(Instant.EPOCH);
    PipelineTotals some = read(none, 1, 7, Duration.ofSeconds(15));
    PipelineTotals later = read(some, 1, 7, Duration.ofSeconds(25));
    assertThat(flow(later).lastAt()).isEqualTo(TIME.plusSeconds(15));
    assertThat(flow(later).perSecond()).contains(0.0);
  }

  @Test
  void theNewestCheckpointOutlivesItsAttempt() {
    var checkpoint = Optional.of(new PipelineTotals.Checkpoint(3, TIME));
    PipelineTotals first = PipelineTotals.empty("p").observed(1, Map.of(), checkpoint, TIME);
    assertThat(seen(first, 2, 1).checkpoint()).isEqualTo(checkpoint);
  }

  @Test
  void finalFiguresThatComeLateAreAddedOnce() {
    PipelineTotals ended = seen(PipelineTotals.empty("p"), 1, 8);
    Map<String, Long> last = Map.of("s/in", 10L);
    assertThat(ended.corrected(1, ended.live(), last).sums()).isEqualTo(last);
    PipelineTotals next = seen(ended, 2, 5).corrected(1, ended.live(), last);
    assertThat(next.base()).isEqualTo(last);
    assertThat(next.sums()).isEqualTo(Map.of("s/in", 15L));
  }
}
