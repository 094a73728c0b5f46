package io.dataflow.runtime.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataflow.function.AggregateCall;
import io.dataflow.function.AggregateKind;
import io.dataflow.record.Row;
import io.dataflow.record.RowKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Groups over all time: what is said about them, taken back and forgotten. */
@SuppressWarnings("try") // the harnesses' close() throws anything
class GroupOperatorTest {
  private static final AggregateCall COUNT = TestingCalls.call(AggregateKind.COUNT);
  private static final AggregateCall MAX = TestingCalls.call(AggregateKind.MAX, 1);

  private static TestingStage stage(
      boolean takesBack, boolean beforeImages, boolean apart, Optional<Duration> ttl)
      throws Exception {
    AggregateSpec plain = TestingCalls.spec(apart, beforeImages, COUNT, MAX);
    AggregateSpec spec =
        new AggregateSpec(
            plain.step(),
            plain.prepared(),
            plain.late(),
            plain.latePositions(),
            plain.keys(),
            plain.calls(),
            takesBack,
            apart,
            plain.output(),
            beforeImages);
    return new TestingStage(
        spec,
        apart ? PartialAggregateOperator.byGroup(spec, false) : null,
        new GroupOperator(spec, false, ttl),
        null);
  }

  private static Row row(RowKind kind, Long value) {
    return new Row(kind, new Object[] {"a", value, null, null});
  }

  private static Row result(RowKind kind, long count, Long most) {
    return new Row(kind, new Object[] {"a", count, most});
  }

  @Test
  void eachRowThatChangesTheResultIsSaid() throws Exception {
    try (TestingStage stage = stage(false, false, false, Optional.empty())) {
      stage.row(row(RowKind.INSERT, 3L), 0);
      stage.row(row(RowKind.INSERT, 2L), 0);
      assertThat(stage.results())
          .containsExactly(result(RowKind.INSERT, 1, 3L), result(RowKind.UPDATE_AFTER, 2, 3L));
    }
  }

  @Test
  void whatItWasBeforeIsSaidWhereSomebodyNeedsIt() throws Exception {
    try (TestingStage stage = stage(false, true, false, Optional.empty())) {
      stage.row(row(RowKind.INSERT, 3L), 0);
      stage.row(row(RowKind.INSERT, 4L), 0);
      assertThat(stage.results())
          .containsExactly(
              result(RowKind.INSERT, 1, 3L),
              result(RowKind.UPDATE_BEFORE, 1, 3L),
              result(RowKind.UPDATE_AFTER, 2, 4L));
    }
  }

  @Test
  void aGroupOfWhichAllIsTakenBackIsDeletedAndCanBegin() throws Exception {
    try (TestingStage stage = stage(true, false, false, Optional.empty())) {
      stage.row(row(RowKind.INSERT, 3L), 0);
      stage.row(row(RowKind.UPDATE_AFTER, 5L), 0);
      stage.row(row(RowKind.UPDATE_BEFORE, 5L), 0);
      stage.row(row(RowKind.DELETE, 3L), 0);
      stage.row(row(RowKind.INSERT, 1L), 0);
      assertThat(stage.results())
          .containsExactly(
              result(RowKind.INSERT, 1, 3L),
              result(RowKind.UPDATE_AFTER, 2, 5L),
              result(RowKind.UPDATE_AFTER, 1, 3L),
              result(RowKind.DELETE, 1, 3L),
              result(RowKind.INSERT, 1, 1L));
    }
  }

  @Test
  void aGroupIsForgottenAfterItsLastRow() throws Exception {
    try (TestingStage stage = stage(false, false, false, Optional.of(Duration.ofMillis(100)))) {
      stage.processingTime(0);
      stage.row(row(RowKind.INSERT, 9L), 0);
      stage.processingTime(99);
      stage.row(row(RowKind.INSERT, 1L), 0);
      stage.processingTime(198);
      stage.row(row(RowKind.INSERT, 2L), 0);
      assertThat(stage.results()).endsWith(result(RowKind.UPDATE_AFTER, 3, 9L));
      stage.processingTime(298);
      assertThat(stage.timers()).isZero();
      stage.row(row(RowKind.INSERT, 1L), 0);
      assertThat(stage.results()).containsExactly(result(RowKind.INSERT, 1, 1L));
    }
  }

  @Test
  void rowsComeTogetherForNoLongerThanTheLatency() throws Exception {
    try (TestingStage stage = stage(false, false, true, Optional.empty())) {
      stage.row(row(RowKind.INSERT, 3L), 0);
      stage.row(row(RowKind.INSERT, 4L), 0);
      stage.processingTime(PartialAggregateOperator.LATENCY_MILLIS - 1);
      assertThat(stage.results()).isEmpty();
      stage.processingTime(PartialAggregateOperator.LATENCY_MILLIS);
      assertThat(stage.results()).isEqualTo(List.of(result(RowKind.INSERT, 2, 4L)));
      stage.row(row(RowKind.INSERT, 9L), 0);
      stage.snapshot();
      assertThat(stage.results()).isEqualTo(List.of(result(RowKind.UPDATE_AFTER, 3, 9L)));
    }
  }
}
