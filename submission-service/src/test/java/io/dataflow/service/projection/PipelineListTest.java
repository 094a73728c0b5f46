package io.dataflow.service.projection;

import static io.dataflow.service.projection.ViewsContract.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.TestingFaults;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineListTest {
  private final TestingFaults faults = new TestingFaults();
  private final TestingSummaries stored = new TestingSummaries(faults);
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final PipelineList list =
      new PipelineList(stored, new TestClock(), Duration.ofSeconds(1));

  private final class TestClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static List<String> ids(SummaryPage page) {
    return page.pipelines().stream().map(PipelineSummary::pipelineId).toList();
  }

  private static SummaryQuery query(Set<String> statuses, Map<String, String> labels, String text) {
    return new SummaryQuery(statuses, labels, Optional.ofNullable(text), Optional.empty(), 10);
  }

  @Test
  void pagesFollowEachOtherInOrderOfId() {
    for (String id : List.of("c", "a", "e", "b", "d")) {
      stored.save(summary(id, 1, "running"));
    }
    SummaryPage first = list.page(SummaryQuery.first(2));
    assertThat(ids(first)).containsExactly("a", "b");
    assertThat(first.total()).isEqualTo(5);
    assertThat(first.next()).contains("b");
    assertThat(first.observedAt()).isEqualTo(now);
    SummaryPage second =
        list.page(new SummaryQuery(Set.of(), Map.of(), Optional.empty(), first.next(), 3));
    assertThat(ids(second)).containsExactly("c", "d", "e");
    assertThat(second.next()).isEmpty();
  }

  @Test
  void filtersMustAllHold() {
    stored.save(summary("orders", 1, "running"));
    stored.save(summary("payments", 1, "stopped"));
    assertThat(ids(list.page(query(Set.of("running"), Map.of(), null)))).containsExactly("orders");
    assertThat(list.page(query(Set.of("failed", "stopped"), Map.of(), null)).total()).isEqualTo(1);
    assertThat(ids(list.page(query(Set.of(), Map.of("team", "data"), "PAY"))))
        .containsExactly("payments");
    assertThat(ids(list.page(query(Set.of(), Map.of("team", "web"), null)))).isEmpty();
    assertThat(ids(list.page(query(Set.of(), Map.of(), "orders of ord"))))
        .containsExactly("orders");
    assertThat(ids(list.page(query(Set.of("running"), Map.of(), "payments")))).isEmpty();
  }

  @Test
  void othersWritesAreSeenAfterAMomentOwnOnesAtOnce() {
    assertThat(list.page(SummaryQuery.first(9)).total()).isZero();
    stored.save(summary("theirs", 1, "running"));
    list.save(summary("ours", 1, "running"));
    assertThat(ids(list.page(SummaryQuery.first(9)))).containsExactly("ours");
    now = now.plusSeconds(2);
    assertThat(ids(list.page(SummaryQuery.first(9)))).containsExactly("ours", "theirs");
    list.remove("ours", 2);
    assertThat(ids(list.page(SummaryQuery.first(9)))).containsExactly("theirs");
  }

  @Test
  void anOwnWriteIsNotUndoneByAnOlderAnswerOfTheStore() {
    assertThat(list.page(SummaryQuery.first(9)).total()).isZero();
    faults.next("summaries.save", TestingFaults.Fault.LATE);
    assertThatThrownBy(() -> list.save(summary("ours", 3, "running")))
        .isInstanceOf(JournalUnavailableException.class);
    stored.save(summary("ours", 2, "starting"));
    now = now.plusSeconds(2);
    assertThat(list.page(SummaryQuery.first(9)).pipelines())
        .containsExactly(summary("ours", 3, "running"));
    list.save(summary("ours", 1, "configured"));
    assertThat(list.page(SummaryQuery.first(9)).pipelines())
        .containsExactly(summary("ours", 3, "running"));
  }

  @Test
  void aStoreThatDoesNotAnswerIsSaid() {
    faults.unreachable();
    assertThatThrownBy(() -> list.page(SummaryQuery.first(1)))
        .isInstanceOf(JournalUnavailableException.class);
  }

  @Test
  void aPageHasALine() {
    assertThatThrownBy(() -> SummaryQuery.first(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
