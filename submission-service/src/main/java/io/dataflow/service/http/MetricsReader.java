package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataflow.runtime.StepCounters;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.JobFigures;
import io.dataflow.service.projection.PipelineTotals;
import io.dataflow.service.projection.Totals;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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

  MetricsReader(Totals totals, FlinkCluster cluster, Clock clock) {
    this.totals = totals;
    this.cluster = cluster;
    this.clock = clock;
  }

  /**
   * @param sequenceNumber of the pipeline's last event when they were read
   */
  private record Figures(long sequenceNumber, PipelineTotals totals) {}

  private PipelineTotals read(PipelineState state) {
    Figures known = recent.getIfPresent(state.pipelineId());
    boolean same = known != null && known.sequenceNumber() == state.sequenceNumber();
    // An attempt that ended has its last figures in the store, later than any that were seen live.
    if (same && state.openAttempt().isPresent()) {
      return known.totals();
    }
    PipelineTotals seen = look(state);
    recent.put(state.pipelineId(), new Figures(state.sequenceNumber(), seen));
    return seen;
  }

  private PipelineTotals look(PipelineState state) {
    PipelineTotals stored =
        totals.read(state.pipelineId()).orElse(PipelineTotals.empty(state.pipelineId()));
    Optional<Attempt> open = state.openAttempt();
    if (open.isEmpty()) {
      return stored;
    }
    try {
      return JobFigures.live(cluster, open.get().jobId())
          .map(live -> live.on(stored, open.get().number(), clock.instant()))
          .orElse(stored);
    } catch (ClusterUnavailableException e) {
      // The stored totals are what is known; their observedAt tells how old they are.
      return stored;
    }
  }

  /** The seed's members; null where nothing was counted yet. */
  JsonNode metrics(PipelineState state) {
    PipelineTotals seen = read(state);
    Map<String, Long> sums = seen.sums();
    if (sums.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    Set<String> steps = steps(sums);
    Set<String> sources = sources(state);
    long processed = sum(sums, sources, StepCounters.RECORDS_IN);
    long failed =
        sum(sums, steps, StepCounters.RECORDS_SKIPPED)
            + sum(sums, steps, StepCounters.RECORDS_DEAD_LETTERED);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("totalRecordsProcessed", processed);
    json.put("totalRecordsFailed", failed);
    json.put("totalBatchesProcessed", sums.get(PipelineTotals.CHECKPOINTS));
    long busy = sum(sums, steps, StepCounters.BUSY_NANOS);
    if (processed > 0 && busy > 0) {
      json.put("averageProcessingTimeMs", busy / 1e6 / processed);
    } else {
      json.putNull("averageProcessingTimeMs");
    }
    json.put(
        "lastProcessedAt",
        flows(seen, sources)
            .map(PipelineTotals.Flow::lastAt)
            .max(Comparator.naturalOrder())
            .filter(at -> at.isAfter(Instant.EPOCH))
            .map(Instant::toString)
            .orElse(null));
    json.put("throughputPerSecond", throughput(state, seen, sources));
    return json;
  }

  /** Null before two looks at the attempt that runs, and where none runs. */
  private static Double throughput(PipelineState state, PipelineTotals seen, Set<String> sources) {
    boolean running =
        state.openAttempt().filter(open -> open.number() == seen.attempt()).isPresent();
    List<Double> rates =
        flows(seen, sources).map(PipelineTotals.Flow::perSecond).flatMap(Optional::stream).toList();
    return running && !rates.isEmpty()
        ? (Double) rates.stream().mapToDouble(Double::doubleValue).sum()
        : null;
  }

  private static Stream<PipelineTotals.Flow> flows(PipelineTotals seen, Set<String> ids) {
    return ids.stream().map(seen.flows()::get).filter(Objects::nonNull);
  }

  /** The newest completed checkpoint under the seed's names; null before there is one. */
  JsonNode checkpoint(PipelineState state) {
    return read(state)
        .checkpoint()
        .<JsonNode>map(
            newest ->
                JsonNodeFactory.instance
                    .objectNode()
                    .put("offset", newest.id())
                    .put("timestamp", newest.completedAt().toString())
                    .putNull("recordsProcessed"))
        .orElse(JsonNodeFactory.instance.nullNode());
  }

  /** Every counter of every step. */
  ObjectNode steps(PipelineState state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(read(state).sums())
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
    Instant at = read(state).observedAt();
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
