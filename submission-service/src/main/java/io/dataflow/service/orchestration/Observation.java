package io.dataflow.service.orchestration;

import io.dataflow.compile.StateVerdict;
import io.dataflow.service.flink.ArchivedJob;
import io.dataflow.service.flink.CheckpointStatistics;
import io.dataflow.service.flink.ClusterCapacity;
import io.dataflow.service.flink.JobFailure;
import io.dataflow.service.flink.JobOverview;
import io.dataflow.service.flink.JobRequirements;
import io.dataflow.service.flink.RetainedCheckpoint;
import io.dataflow.service.flink.SavepointStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is seen of one pipeline in one pass. Facts are added as decisions ask for them; reading one
 * that was not looked at is a programming error.
 */
public final class Observation {
  private final Instant now;
  private final JobSighting job;
  private final List<JobOverview> others;
  private final Map<Fact, Object> facts;

  /** A savepoint operation and what lies in its directory. */
  public record SnapshotSighting(SavepointStatus status, Optional<String> savepoint) {}

  /**
   * @param job the last attempt's
   * @param others live jobs of this pipeline with a lower attempt number
   */
  public Observation(Instant now, JobSighting job, List<JobOverview> others) {
    this(now, job, others, new EnumMap<>(Fact.class));
  }

  private Observation(
      Instant now, JobSighting job, List<JobOverview> others, Map<Fact, Object> facts) {
    this.now = now;
    this.job = job;
    this.others = List.copyOf(others);
    this.facts = facts;
  }

  public Observation with(Fact fact, Object value) {
    Map<Fact, Object> more = new EnumMap<>(Fact.class);
    more.putAll(facts);
    more.put(fact, value);
    return new Observation(now, job, others, more);
  }

  boolean has(Fact fact) {
    return facts.containsKey(fact);
  }

  public Instant now() {
    return now;
  }

  public JobSighting job() {
    return job;
  }

  List<JobOverview> others() {
    return others;
  }

  Optional<ArchivedJob> archived() {
    return this.<Optional<ArchivedJob>>fact(Fact.ARCHIVE);
  }

  /** By attempt number; the next attempt's is among them. */
  Map<Integer, List<RetainedCheckpoint>> checkpoints() {
    return fact(Fact.CHECKPOINTS);
  }

  Optional<RetainedCheckpoint> newestCheckpoint(int attempt) {
    return checkpoints().getOrDefault(attempt, List.of()).stream()
        .max(Comparator.comparingLong(RetainedCheckpoint::checkpointId));
  }

  boolean archiveKept() {
    return this.<Boolean>fact(Fact.ARCHIVE_KEPT);
  }

  Set<String> slotHolders() {
    return fact(Fact.SLOT_HOLDERS);
  }

  Optional<String> storeProblem() {
    return this.<Optional<String>>fact(Fact.STORE_PROBLEM);
  }

  ClusterCapacity capacity() {
    return fact(Fact.CAPACITY);
  }

  Optional<JobRequirements> requirements(Fact ofWhich) {
    return this.<Optional<JobRequirements>>fact(ofWhich);
  }

  /** Empty where only the submission tells. */
  Optional<StateVerdict> stateVerdict() {
    return this.<Optional<StateVerdict>>fact(Fact.STATE_VERDICT);
  }

  List<JobFailure> failures() {
    return fact(Fact.FAILURES);
  }

  Optional<CheckpointStatistics> checkpointStatistics() {
    return this.<Optional<CheckpointStatistics>>fact(Fact.CHECKPOINT_STATISTICS);
  }

  SavepointStatus stopStatus() {
    return fact(Fact.STOP_STATUS);
  }

  Optional<String> stopSavepoint() {
    return this.<Optional<String>>fact(Fact.STOP_DIRECTORY);
  }

  /** By snapshot id. */
  Map<String, SnapshotSighting> snapshots() {
    return fact(Fact.SNAPSHOT_STATUS);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private <T> T fact(Fact fact) {
    if (!facts.containsKey(fact)) {
      throw new IllegalStateException("nobody looked at " + fact);
    }
    return (T) facts.get(fact);
  }
}
