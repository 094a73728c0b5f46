package io.dataflow.service.orchestration;

import io.dataflow.compile.StateVerdict;
import io.dataflow.service.domain.Attempt;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RestorePoint;
import io.dataflow.service.domain.Snapshot;
import io.dataflow.service.domain.StartFrom;
import io.dataflow.service.domain.StopProgress;
import io.dataflow.service.flink.ClusterUnavailableException;
import io.dataflow.service.flink.FlinkCluster;
import io.dataflow.service.flink.JobIds;
import io.dataflow.service.flink.JobRequirements;
import io.dataflow.service.flink.RetainedCheckpoint;
import io.dataflow.service.flink.SavepointStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where each {@link Fact} comes from. */
final class FactFinder {
  private final FlinkCluster cluster;
  private final String installationId;

  FactFinder(FlinkCluster cluster, String installationId) {
    this.cluster = cluster;
    this.installationId = installationId;
  }

  Object find(Fact fact, PipelineState state, Observation seen) throws ClusterUnavailableException {
    return switch (fact) {
      case ARCHIVE -> cluster.archivedJob(lastJobId(state));
      case ARCHIVE_KEPT -> cluster.settings().archiveDirectory().isPresent();
      case CHECKPOINTS -> checkpoints(state);
      case SLOT_HOLDERS -> cluster.jobsHoldingSlots();
      case CAPACITY -> cluster.capacity();
      case STORE_PROBLEM -> cluster.checkpointWriteProblem();
      case REQUIREMENTS_OF_LAST -> requirements(state, state.lastAttempt().orElseThrow().version());
      case REQUIREMENTS_OF_NEXT -> requirements(state, state.nextVersion());
      case STATE_VERDICT -> stateVerdict(state, seen);
      case FAILURES -> cluster.failures(lastJobId(state));
      case CHECKPOINT_STATISTICS -> cluster.checkpointStatistics(lastJobId(state));
      case STOP_STATUS ->
          cluster.savepointStatus(
              lastJobId(state), state.stop().flatMap(StopProgress::triggerId).orElseThrow());
      case STOP_DIRECTORY ->
          cluster.savepointIn(state.stop().flatMap(StopProgress::directory).orElseThrow());
      case SNAPSHOT_STATUS -> snapshots(state);
    };
  }

  private static String lastJobId(PipelineState state) {
    return state.lastAttempt().orElseThrow().jobId();
  }

  private Optional<JobRequirements> requirements(PipelineState state, int version) {
    return state
        .version(version)
        .flatMap(stored -> cluster.requirements(stored.definition().resolved()));
  }

  private Optional<StateVerdict> stateVerdict(PipelineState state, Observation seen)
      throws ClusterUnavailableException {
    RestoreDecision decision = RestoreDecision.decide(state, seen.checkpoints());
    RestorePoint point = ((RestoreDecision.Restore) decision).point().orElseThrow();
    return cluster.stateVerdict(
        point.path(),
        state.version(point.version()).orElseThrow().definition().resolved(),
        state.version(state.nextVersion()).orElseThrow().definition().resolved());
  }

  /** From the newest attempt down to the first that decides; the rest cannot matter. */
  private Map<Integer, List<RetainedCheckpoint>> checkpoints(PipelineState state)
      throws ClusterUnavailableException {
    Map<Integer, List<RetainedCheckpoint>> found = new HashMap<>();
    int next = state.lastAttemptNumber() + 1;
    found.put(
        next,
        cluster.retainedCheckpoints(
            JobIds.jobId(installationId, state.createdEventId().orElseThrow(), next)));
    for (Attempt attempt : state.lineageAttempts()) {
      if (attempt.directory() == Attempt.Directory.KEPT) {
        found.put(attempt.number(), newerThanSavepoint(attempt));
      }
      boolean decides =
          attempt.hasOwnState() || !found.getOrDefault(attempt.number(), List.of()).isEmpty();
      if (decides && !attempt.isOpen()) {
        break;
      }
    }
    Optional<Attempt> origin =
        state
            .lineage()
            .checkpointOrigin()
            .map(StartFrom.FromCheckpoint::attempt)
            .flatMap(state::attempt);
    if (origin.isPresent()) {
      found.put(origin.get().number(), cluster.retainedCheckpoints(origin.get().jobId()));
    }
    return Map.copyOf(found);
  }

  /**
   * Where a stop savepoint stands, a checkpoint counts only if its job lived on and completed it
   * later.
   */
  private List<RetainedCheckpoint> newerThanSavepoint(Attempt attempt)
      throws ClusterUnavailableException {
    List<RetainedCheckpoint> retained = cluster.retainedCheckpoints(attempt.jobId());
    if (attempt.stopSavepoint().isEmpty() || retained.isEmpty()) {
      return retained;
    }
    // A savepoint that is gone is not replaced by an older point.
    long savepoint =
        cluster.checkpointId(attempt.stopSavepoint().get().path()).orElse(Long.MAX_VALUE);
    return retained.stream().filter(checkpoint -> checkpoint.checkpointId() > savepoint).toList();
  }

  private Map<String, Observation.SnapshotSighting> snapshots(PipelineState state)
      throws ClusterUnavailableException {
    Map<String, Observation.SnapshotSighting> sightings = new HashMap<>();
    for (Snapshot snapshot : state.snapshots()) {
      if (snapshot.state() == Snapshot.State.TRIGGERED) {
        Optional<String> jobId = state.attempt(snapshot.attempt()).map(Attempt::jobId);
        SavepointStatus status =
            jobId.isPresent()
                ? cluster.savepointStatus(jobId.get(), snapshot.triggerId().orElseThrow())
                : new SavepointStatus.Unknown();
        sightings.put(
            snapshot.id(),
            new Observation.SnapshotSighting(
                status, cluster.savepointIn(snapshot.directory().orElseThrow())));
      }
    }
    return Map.copyOf(sightings);
  }
}
