package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.flink.ArchivedJob;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.projection.PipelineTotals;
import io.dataflow.service.projection.Totals;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counters of the pipelines owned here: the job's live figures on top of a persisted base, saved
 * every few seconds and before the end of an attempt is recorded. At-least-once counting.
 */
public final class TotalsRecorder {
  private final FlinkCluster cluster;
  private final Totals totals;
  private final Clock clock;
  private final Map<String, PipelineTotals> known = new ConcurrentHashMap<>();
  private final AtomicLong writes = new AtomicLong();

  public TotalsRecorder(FlinkCluster cluster, Totals totals, Clock clock) {
    this.cluster = cluster;
    this.totals = totals;
    this.clock = clock;
  }

  /** What {@code /metrics} exports: the pipelines owned by this instance, by id. */
  public Map<String, PipelineTotals> owned() {
    return Map.copyOf(known);
  }

  /** Reads the live figures of a running job and saves them. */
  void record(PipelineState state, long epoch) throws ClusterUnavailableException {
    Optional<Attempt> attempt = state.lastAttempt();
    if (attempt.isPresent() && attempt.get().ran()) {
      Optional<Map<String, Long>> counters = cluster.accumulators(attempt.get().jobId());
      if (counters.isPresent()) {
        save(state.pipelineId(), attempt.get().number(), counters.get(), epoch);
      }
    }
  }

  /** The last figures of an attempt whose end is about to be recorded. */
  void beforeEnd(PipelineState state, List<PipelineEvent> events, long epoch) {
    boolean ends = events.stream().anyMatch(PipelineEvent.JobEnded.class::isInstance);
    Optional<Attempt> attempt = state.openAttempt();
    if (!ends || attempt.isEmpty()) {
      return;
    }
    try {
      String jobId = attempt.get().jobId();
      // The JobManager answers from a cache that may be older than the end; the archive is not.
      Optional<Map<String, Long>> counters =
          cluster
              .archivedJob(jobId)
              .map(ArchivedJob::accumulators)
              .filter(archived -> !archived.isEmpty());
      if (counters.isEmpty()) {
        counters = cluster.accumulators(jobId);
      }
      if (counters.isPresent()) {
        save(state.pipelineId(), attempt.get().number(), counters.get(), epoch);
      }
    } catch (ClusterUnavailableException e) {
      // The figures of the last seconds are missing; the end of the job is not.
      return;
    }
  }

  /** Not owned any more. */
  void forget(String pipelineId) {
    known.remove(pipelineId);
  }

  private void save(String pipelineId, int attempt, Map<String, Long> counters, long epoch) {
    PipelineTotals before = known.get(pipelineId);
    if (before == null) {
      before = totals.read(pipelineId).orElse(PipelineTotals.empty(pipelineId));
    }
    PipelineTotals seen = before.observed(attempt, counters, Map.of(), clock.instant());
    known.put(pipelineId, seen);
    totals.save(seen, epoch, writes.incrementAndGet());
  }
}
