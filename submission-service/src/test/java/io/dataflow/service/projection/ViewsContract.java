package io.dataflow.service.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What stored summaries and totals promise. Each test uses a pipeline of its own. */
public abstract class ViewsContract {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private final String id = "p-" + UUID.randomUUID();

  protected abstract PipelineSummaries summaries();

  protected abstract Totals totals();

  static PipelineSummary summary(String id, long sequenceNumber, String status) {
    return new PipelineSummary(
        id,
        sequenceNumber,
        Optional.of("Orders of " + id),
        "All of them",
        status,
        "running",
        Optional.empty(),
        Map.of("team", "data"),
        1,
        2,
        TIME,
        TIME);
  }

  private List<PipelineSummary> own() {
    return summaries().readAll().stream().filter(s -> s.pipelineId().equals(id)).toList();
  }

  @Test
  void theLatestSummaryWinsWhoeverWritesLast() {
    summaries().save(summary(id, 7, "running"));
    summaries().save(summary(id, 5, "starting"));
    assertThat(own()).containsExactly(summary(id, 7, "running"));
    summaries().save(summary(id, 8, "stopped"));
    assertThat(own()).containsExactly(summary(id, 8, "stopped"));
  }

  @Test
  void aDeletedPipelineLeavesAndANewIncarnationComes() {
    summaries().save(summary(id, 7, "stopped"));
    summaries().remove(id, 8);
    assertThat(own()).isEmpty();
    summaries().save(summary(id, 7, "stopped"));
    assertThat(own()).isEmpty();
    summaries().save(summary(id, 9, "configured"));
    assertThat(own()).containsExactly(summary(id, 9, "configured"));
  }

  private PipelineTotals count(long value) {
    return new PipelineTotals(
        id,
        2,
        Map.of("source/read", 5L),
        Map.of("source/read", value),
        Map.of("source", new PipelineTotals.Flow(Optional.of(1.5), TIME)),
        Optional.of(new PipelineTotals.Checkpoint(7, TIME)),
        TIME);
  }

  @Test
  void totalsOfALaterOwnerWin() {
    assertThat(totals().read(id)).isEmpty();
    totals().save(count(10), 3, 1);
    totals().save(count(30), 3, 3);
    totals().save(count(20), 3, 2);
    assertThat(totals().read(id)).contains(count(30));
    totals().save(count(1), 4, 1);
    totals().save(count(40), 3, 4);
    assertThat(totals().read(id)).contains(count(1));
  }
}
