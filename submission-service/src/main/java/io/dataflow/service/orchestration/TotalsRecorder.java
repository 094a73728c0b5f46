package io.dataflow.service.orchestration;

import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineEvent;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.flink.ArchivedJob;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.JobFigures;
import io.dataflow.service.projection.PipelineTotals;
import io.dataflow.service.projection.Totals;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Counters of the pipelines owned here: the job's live figures on top of a persisted base, saved
 * every few seconds and before the end of an attempt is recorded. At-least-once counting.
 *
 * <p>The final figures are those of the cluster's archive, since the JobManager answers from a
 * cache that may be older than the end. An end that is seen before its archive does not wait for
 * it: it is recorded with what is known, and the figures are corrected when the archive comes.
 */
public final class TotalsRecorder {
  private static final int LOOKS_AFTER_END = 240;

  private final FlinkCluster cluster;
  private final Totals totals;
  private final Clock clock;
  private final Map<String, PipelineTotals> known = new ConcurrentHashMap<>();
  private final Map<String, Provisional> provisional = new ConcurrentHashMap<>();
  private final AtomicLong writes = new AtomicLong();

  /** An end that was recorded without its archive. */
  private record Provisional(Attempt attempt, Map<String, Long> recorded, int looks) {}

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
      Optional<JobFigures> figures = JobFigures.live(cluster, attempt.get().jobId());
      if (figures.isPresent()) {
        save(state.pipelineId(), attempt.get(), figures.get(), epoch);
      }
    }
  }

  /** The last figures of an attempt whose end is about to be recorded, as far as they are known. */
  void beforeEnd(PipelineState state, List<PipelineEvent> events, long epoch) {
    boolean ends = events.stream().anyMatch(PipelineEvent.JobEnded.class::isInstance);
    Optional<Attempt> open = state.openAttempt();
    if (!ends || open.isEmpty()) {
      return;
    }
    String pipelineId = state.pipelineId();
    try {
      Attempt attempt = open.get();
      Optional<ArchivedJob> archived = cluster.archivedJob(attempt.jobId());
      boolean expected = archived.isEmpty() && cluster.settings().archiveDirectory().isPresent();
      Optional<JobFigures> figures =
          archived.map(JobFigures::of).filter(last -> !last.counters().isEmpty());
      if (figures.isEmpty()) {
        figures = JobFigures.live(cluster, attempt.jobId());
      }
      if (figures.isPresent()) {
        PipelineTotals saved = save(pipelineId, attempt, figures.get(), epoch);
        if (expected) {
          provisional.put(pipelineId, new Provisional(attempt, saved.live(), 0));
        }
      }
    } catch (ClusterUnavailableException e) {
      // The figures of the last seconds are missing; the end of the job is not.
    }
  }

  /**
   * Looks again for the archives of ends that were recorded without one; gives up after so many
   * looks.
   *
   * @param tenures by pipeline, of those that are owned here
   */
  void correctEnds(Function<String, Optional<Tenure>> tenures) {
    for (Map.Entry<String, Provisional> end : provisional.entrySet()) {
      Optional<Tenure> tenure = tenures.apply(end.getKey());
      try {
        if (tenure.isPresent()) {
          correct(end.getKey(), end.getValue(), tenure.get().epoch());
        }
      } catch (ClusterUnavailableException e) {
        return; // the next tick looks again
      }
    }
  }

  private void correct(String pipelineId, Provisional end, long epoch)
      throws ClusterUnavailableException {
    Optional<ArchivedJob> archived = cluster.archivedJob(end.attempt().jobId());
    if (archived.isPresent()) {
      Map<String, Long> last = JobFigures.of(archived.get()).counters();
      save(
          pipelineId,
          epoch,
          before -> before.corrected(end.attempt().number(), end.recorded(), last));
    }
    if (archived.isPresent() || end.looks() + 1 >= LOOKS_AFTER_END) {
      provisional.remove(pipelineId, end);
    } else {
      provisional.replace(
          pipelineId, end, new Provisional(end.attempt(), end.recorded(), end.looks() + 1));
    }
  }

  /** Not owned any more. */
  void forget(String pipelineId) {
    known.remove(pipelineId);
    provisional.remove(pipelineId);
  }

  private PipelineTotals save(String pipelineId, Attempt attempt, JobFigures seen, long epoch) {
    return save(pipelineId, epoch, before -> seen.on(before, attempt.number(), clock.instant()));
  }

  /** The order of writes is that of their numbers, so both are made in one step. */
  private PipelineTotals save(String pipelineId, long epoch, UnaryOperator<PipelineTotals> change) {
    if (!known.containsKey(pipelineId)) {
      known.putIfAbsent(
          pipelineId, totals.read(pipelineId).orElse(PipelineTotals.empty(pipelineId)));
    }
    AtomicLong number = new AtomicLong();
    PipelineTotals changed =
        known.compute(
            pipelineId,
            (id, before) -> {
              number.set(writes.incrementAndGet());
              return change.apply(before == null ? PipelineTotals.empty(id) : before);
            });
    totals.save(changed, epoch, number.get());
    return changed;
  }
}
