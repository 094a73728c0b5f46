package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataflow.runtime.StepCounters;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.flink.CheckpointStatistics;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.projection.PipelineTotals;
import io.dataflow.service.projection.Totals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A pipeline's figures: the stored totals, and on top of them what the cluster says of the job that
 * runs. What is not known is null, never made up.
 */
final class MetricsReader {
  private static final Duration MAX_AGE = Duration.ofMillis(500);

  private final Totals totals;
  private final FlinkCluster cluster;
  private final Clock clock;
  private final Cache<String, Figures> recent =
      Caffeine.newBuilder().expireAfterWrite(MAX_AGE).maximumSize(10_000).build();
  private final Cache<String, Figures> before =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).maximumSize(10_000).build();

  MetricsReader(Totals totals, FlinkCluster cluster, Clock clock) {
    this.totals = totals;
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * @param sequenceNumber of the pipeline's last event when they were read
   * @param throughput records per second since the figures before these; empty at the first look
   */
  record Figures(
      long sequenceNumber,
      PipelineTotals totals,
      Optional<CheckpointStatistics> checkpoints,
      long processed,
      Optional<Double> throughput,
      Optional<Instant> lastProcessedAt) {}

  Figures read(PipelineState state) {
    Figures known = recent.getIfPresent(state.pipelineId());
    boolean same = known != null && known.sequenceNumber() == state.sequenceNumber();
    // An attempt that ended has its last figures in the store, later than any that were seen live.
    if (same && state.openAttempt().isPresent()) {
      return known;
    }
    Figures figures = look(state);
    recent.put(state.pipelineId(), figures);
    before.put(state.pipelineId(), figures);
    return figures;
  }

  private Figures look(PipelineState state) {
    PipelineTotals seen =
        totals.read(state.pipelineId()).orElse(PipelineTotals.empty(state.pipelineId()));
    Optional<CheckpointStatistics> checkpoints = Optional.empty();
    Optional<Attempt> open = state.openAttempt();
    if (open.isPresent()) {
      try {
        String jobId = open.get().jobId();
        Optional<Map<String, Long>> live = cluster.accumulators(jobId);
        if (live.isPresent()) {
          seen = seen.observed(open.get().number(), live.get(), Map.of(), clock.instant());
        }
        checkpoints = cluster.checkpointStatistics(jobId);
      } catch (ClusterUnavailableException e) {
        // The stored totals are what is known; their observedAt tells how old they are.
        checkpoints = Optional.empty();
      }
    }
    return figures(state, seen, checkpoints);
  }

  private Figures figures(
      PipelineState state, PipelineTotals seen, Optional<CheckpointStatistics> checkpoints) {
    long processed = sum(seen.sums(), sources(state), StepCounters.RECORDS_IN);
    Figures last = before.getIfPresent(state.pipelineId());
    Optional<Double> throughput = Optional.empty();
    Optional<Instant> lastProcessed = Optional.empty();
    if (last != null && state.openAttempt().isPresent()) {
      double seconds =
          Duration.between(last.totals().observedAt(), seen.observedAt()).toMillis() / 1000.0;
      throughput =
          seconds <= 0
              ? last.throughput()
              : Optional.of(Math.max(0, processed - last.processed()) / seconds);
      lastProcessed =
          processed > last.processed() ? Optional.of(seen.observedAt()) : last.lastProcessedAt();
    }
    return new Figures(
        state.sequenceNumber(), seen, checkpoints, processed, throughput, lastProcessed);
  }

  /** The seed's members; null where nothing was counted yet. */
  JsonNode metrics(PipelineState state) {
    Figures figures = read(state);
    if (figures.totals().sums().isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    Map<String, Long> sums = figures.totals().sums();
    Set<String> steps = steps(sums);
    long failed =
        sum(sums, steps, StepCounters.RECORDS_SKIPPED)
            + sum(sums, steps, StepCounters.RECORDS_DEAD_LETTERED);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("totalRecordsProcessed", figures.processed());
    json.put("totalRecordsFailed", failed);
    figures
        .checkpoints()
        .ifPresentOrElse(
            checkpoints -> json.put("totalBatchesProcessed", checkpoints.completed()),
            () -> json.putNull("totalBatchesProcessed"));
    long busy = sum(sums, steps, StepCounters.BUSY_NANOS);
    if (figures.processed() > 0 && busy > 0) {
      json.put("averageProcessingTimeMs", busy / 1e6 / figures.processed());
    } else {
      json.putNull("averageProcessingTimeMs");
    }
    figures
        .lastProcessedAt()
        .ifPresentOrElse(
            at -> json.put("lastProcessedAt", at.toString()),
            () -> json.putNull("lastProcessedAt"));
    figures
        .throughput()
        .ifPresentOrElse(
            rate -> json.put("throughputPerSecond", rate),
            () -> json.putNull("throughputPerSecond"));
    return json;
  }

  /** The newest completed checkpoint under the seed's names; null before there is one. */
  JsonNode checkpoint(PipelineState state) {
    return read(state)
        .checkpoints()
        .flatMap(CheckpointStatistics::latest)
        .<JsonNode>map(
            latest ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("offset", latest.checkpointId())
                    .put("timestamp", latest.completedAt().toString())
                    .putNull("recordsProcessed"))
        .orElse(JsonNodeFactory.instance.nullNode());
  }

  /** Every counter of every step. */
  ObjectNode steps(PipelineState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(read(state).totals().sums())
        .forEach(
            (name, value) -> {
              int slash = name.indexOf('/');
              if (slash > 0) {
                json.withObjectProperty(name.substring(0, slash))
                    .put(name.substring(slash + 1), value);
              }
            });
    return json;
  }

  Optional<Instant> observedAt(PipelineState state) {
    Instant at = read(state).totals().observedAt();
    return at.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(at);
  }

  private static long sum(Map<String, Long> sums, Set<String> ids, String counter) {
    return ids.stream()
        .mapToLong(id -> sums.getOrDefault(StepCounters.accumulator(id, counter), 0L))
        .sum();
  }

  private static Set<String> steps(Map<String, Long> sums) {
    Set<String> ids = new TreeSet<>();
    sums.keySet().stream()
        .filter(name -> name.indexOf('/') > 0)
        .forEach(name -> ids.add(name.substring(0, name.indexOf('/'))));
    return ids;
  }

  private static Set<String> sources(PipelineState state) {
    Set<String> ids = new TreeSet<>();
    state
        .currentVersion()
        .ifPresent(
            version -> {
              JsonNode document = JsonText.stored(version.definition().resolved());
              if (document.has("source")) {
                ids.add("source");
              }
              document.path("sources").fieldNames().forEachRemaining(ids::add);
            });
    return ids;
  }
}
