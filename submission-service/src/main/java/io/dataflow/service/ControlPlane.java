package io.dataflow.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataflow.runtime.StepCounters;
import io.dataflow.service.cassandra.CassandraStore;
import io.dataflow.service.command.PipelineRepository;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.orchestration.ClusterActions;
import io.dataflow.service.orchestration.ControlLoop;
import io.dataflow.service.orchestration.JobObserver;
import io.dataflow.service.orchestration.JobReconciler;
import io.dataflow.service.orchestration.PipelineDriver;
import io.dataflow.service.orchestration.RecoveryPolicy;
import io.dataflow.service.orchestration.SlotLeases;
import io.dataflow.service.orchestration.SlotOwner;
import io.dataflow.service.orchestration.TotalsRecorder;
import io.dataflow.service.projection.PipelineTotals;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.telemetry.PipelineFigures;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** The part that makes the cluster agree, of the slots that this instance holds. */
final class ControlPlane implements AutoCloseable {
  private static final int PASSES_AT_ONCE = 16;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final SlotOwner owner;
  private final ControlLoop loop;
  private final TotalsRecorder totals;
  private final PipelineRepository repository;
  private final Cache<String, Set<String>> sources =
      Caffeine.newBuilder().maximumSize(10_000).build();

  /** The store has been reached: the installation's id is known. */
  ControlPlane(
      CassandraStore store,
      PipelineRepository repository,
      FlinkCluster cluster,
      SlotHolder self,
      Duration lease,
      Clock clock) {
    String installation = store.installationId().toString();
    this.repository = repository;
    SplittableRandom random = new SplittableRandom();
    totals = new TotalsRecorder(cluster, store.totals(), clock);
    JobObserver observer = new JobObserver(cluster, installation, clock, System::nanoTime);
    PipelineDriver driver =
        new PipelineDriver(
            repository,
            observer,
            new JobReconciler(RecoveryPolicy.DEFAULTS, installation),
            new ClusterActions(cluster, installation, clock, RecoveryPolicy.DEFAULTS),
            totals);
    owner =
        new SlotOwner(
            new SlotLeases(store.slots(), self, lease, System::nanoTime),
            new SlotOwner.Stores(
                store.catalogue(), store.marks(), store.progress(), store.journal()),
            repository,
            observer,
            driver,
            totals,
            System::nanoTime,
            random.split());
    loop = new ControlLoop(owner, PASSES_AT_ONCE, random.split());
  }

  void start() {
    loop.start();
  }

  /** Wakes the owner if it is here. */
  boolean poke(String pipelineId) {
    boolean here = owner.owns(pipelineId);
    if (here) {
      loop.poke(pipelineId);
    }
    return here;
  }

  int slots() {
    return owner.slots();
  }

  /** What {@code /metrics} shows of the pipelines owned here. */
  List<PipelineFigures> figures() {
    List<PipelineFigures> figures = new ArrayList<>();
    totals.owned().values().forEach(total -> figures.add(figures(total)));
    return figures;
  }

  private PipelineFigures figures(PipelineTotals total) {
    Map<String, Map<String, Long>> steps = new HashMap<>();
    total
        .sums()
        .forEach(
            (name, value) -> {
              int slash = name.indexOf('/');
              if (slash > 0) {
                steps
                    .computeIfAbsent(name.substring(0, slash), step -> new HashMap<>())
                    .put(name.substring(slash + 1), value);
              }
            });
    long failed =
        steps.values().stream()
            .mapToLong(
                step ->
                    step.getOrDefault(StepCounters.RECORDS_SKIPPED, 0L)
                        + step.getOrDefault(StepCounters.RECORDS_DEAD_LETTERED, 0L))
            .sum();
    long processed =
        sources(total).stream()
            .mapToLong(
                source ->
                    steps.getOrDefault(source, Map.of()).getOrDefault(StepCounters.RECORDS_IN, 0L))
            .sum();
    return new PipelineFigures(total.pipelineId(), processed, failed, steps);
  }

  /** The definition is read once for each attempt. */
  private Set<String> sources(PipelineTotals total) {
    String key = total.pipelineId() + "/" + total.attempt();
    Set<String> known = sources.getIfPresent(key);
    if (known == null) {
      known = readSources(total);
      if (!known.isEmpty()) {
        sources.put(key, known);
      }
    }
    return known;
  }

  private Set<String> readSources(PipelineTotals total) {
    try {
      Set<String> ids = new TreeSet<>();
      var version = repository.load(total.pipelineId()).state().currentVersion();
      if (version.isPresent()) {
        JsonNode document = MAPPER.readTree(version.get().definition().resolved());
        if (document.has("source")) {
          ids.add("source");
        }
        document.path("sources").fieldNames().forEachRemaining(ids::add);
      }
      return ids;
    } catch (JournalUnavailableException | JsonProcessingException e) {
      // Asked again at the next scrape.
      return Set.of();
    }
  }

  /** Ends the passes under way and releases the leases; jobs keep running. */
  @Override
  public void close() {
    loop.close();
  }
}
