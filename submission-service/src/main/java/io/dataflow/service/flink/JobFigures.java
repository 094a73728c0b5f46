package io.dataflow.service.flink;

import io.dataflow.service.projection.PipelineTotals;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a job counts, live or when it ended.
 *
 * @param counters by name, completed checkpoints among them
 * @param checkpoint the newest completed one
 */
public record JobFigures(
    Map<String, Long> counters, Optional<PipelineTotals.Checkpoint> checkpoint) {
  public JobFigures {
    counters = Map.copyOf(counters);
  }

  /** Empty when the JobManager does not know the job. */
  public static Optional<JobFigures> live(FlinkCluster cluster, String jobId)
      throws ClusterUnavailableException {
    Optional<Map<String, Long>> counters = cluster.accumulators(jobId);
    return counters.isEmpty()
        ? Optional.empty()
        : Optional.of(of(counters.get(), cluster.checkpointStatistics(jobId)));
  }

  public static JobFigures of(ArchivedJob job) {
    return of(job.accumulators(), job.checkpoints());
  }

  private static JobFigures of(
      Map<String, Long> counters, Optional<CheckpointStatistics> checkpoints) {
    Map<String, Long> all = new HashMap<>(counters);
    checkpoints.ifPresent(seen -> all.put(PipelineTotals.CHECKPOINTS, seen.completed()));
    return new JobFigures(
        all,
        checkpoints
            .flatMap(CheckpointStatistics::latest)
            .map(
                latest ->
                    new PipelineTotals.Checkpoint(latest.checkpointId(), latest.completedAt())));
  }

  /** The totals with these figures of an attempt on top. */
  public PipelineTotals on(PipelineTotals totals, long attempt, Instant at) {
    return totals.observed(attempt, counters, checkpoint, at);
  }
}
