package io.dataflow.service.flink;

import io.dataflow.compile.StateVerdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One Flink session cluster with its checkpoint store, as the control plane sees it.
 *
 * <p>Job ids and trigger ids are 32 lower-case hexadecimal digits ({@link JobIds} makes both).
 * Paths are URIs of Flink's file systems.
 *
 * <p>Every call blocks, with a timeout of seconds, and answers with a value. A server that cannot
 * be reached proves nothing about its jobs, so that is the checked {@link
 * ClusterUnavailableException} and never an empty answer. Every call may be repeated; only {@link
 * #submit} is not harmless when repeated, and has answers of its own for what stayed unknown. Safe
 * for use by many threads.
 */
public interface FlinkCluster extends AutoCloseable {

  /** Every job that the JobManager lists, terminal ones too (it keeps them for about an hour). */
  List<JobOverview> jobs() throws ClusterUnavailableException;

  /** One job, past Flink's caches: empty when a JobManager answered and does not know it. */
  Optional<JobOverview> job(String jobId) throws ClusterUnavailableException;

  ClusterCapacity capacity() throws ClusterUnavailableException;

  /** Read from the cluster once per connection: what it answers can change only by a restart. */
  ClusterSettings settings() throws ClusterUnavailableException;

  /**
   * Ids of the jobs for which any task manager still holds a slot. A JobManager that came back
   * empty lists no jobs while their tasks go on until the heartbeat times out: they show here.
   */
  Set<String> jobsHoldingSlots() throws ClusterUnavailableException;

  /**
   * What a job of this definition needs and is.
   *
   * @param definition the resolved definition, JSON
   * @return empty when it cannot be planned; {@link #submit} then says why
   */
  Optional<JobRequirements> requirements(String definition);

  /**
   * This submission is likely to follow at once: what can be done for it without sending anything
   * may be done meanwhile. Returns at once, and may do nothing.
   */
  default void prepare(JobSubmission submission) {}

  /**
   * Compiles the definition and sends the job, once: this call never retries, and takes at most 20
   * s; nothing of it arrives later.
   */
  SubmitAnswer submit(JobSubmission submission);

  /**
   * Starts a stop-with-savepoint in Flink's native format. Repeating it with the same trigger id
   * joins the first operation, also a failed one: its outcome is cached.
   *
   * @param directory a directory of this trigger alone; Flink makes one folder in it
   * @param drain ends event time first: all windows fire, and the savepoint should not be resumed
   */
  TriggerAnswer stopWithSavepoint(String jobId, String triggerId, String directory, boolean drain)
      throws ClusterUnavailableException;

  /** Starts a savepoint beside the running job; otherwise as {@link #stopWithSavepoint}. */
  TriggerAnswer savepoint(String jobId, String triggerId, String directory)
      throws ClusterUnavailableException;

  /** How the operation of either call above stands. */
  SavepointStatus savepointStatus(String jobId, String triggerId)
      throws ClusterUnavailableException;

  CancelAnswer cancel(String jobId) throws ClusterUnavailableException;

  /**
   * Why the job failed, newest first, at most 16, equal causes counted instead of repeated; empty
   * also for a job that the JobManager does not know.
   */
  List<JobFailure> failures(String jobId) throws ClusterUnavailableException;

  /**
   * The job's own totals by name, see {@code io.dataflow.runtime.StepCounters}: empty when the
   * JobManager does not know the job.
   */
  Optional<Map<String, Long>> accumulators(String jobId) throws ClusterUnavailableException;

  /** Empty when the JobManager does not know the job. */
  Optional<CheckpointStatistics> checkpointStatistics(String jobId)
      throws ClusterUnavailableException;

  /**
   * The outcome of a job that ended, from the cluster's archive: outlives the JobManager. Empty
   * when no archive of it can be found, or none is configured.
   */
  Optional<ArchivedJob> archivedJob(String jobId) throws ClusterUnavailableException;

  /** The job's retained, completed checkpoints, oldest first. */
  List<RetainedCheckpoint> retainedCheckpoints(String jobId) throws ClusterUnavailableException;

  /** Where savepoints of this trigger go; stable, so that it can be journalled beforehand. */
  String savepointDirectory(String pipelineId, String triggerId) throws ClusterUnavailableException;

  /** The completed savepoint below a trigger's directory. */
  Optional<String> savepointIn(String directory) throws ClusterUnavailableException;

  /**
   * The checkpoint id inside a savepoint: checkpoints and savepoints of one job are numbered in one
   * sequence, which a JobManager that revives the job goes on with. Empty when nothing lies there.
   */
  OptionalLong checkpointId(String savepoint) throws ClusterUnavailableException;

  /**
   * What would become of the state in a savepoint or checkpoint: read from its metadata and held
   * against the job of the definition that would begin from it. Names only what has state there.
   *
   * @param before the resolved definition whose job wrote it, JSON
   * @param after the resolved definition that would begin from it, JSON
   * @return empty when nothing lies there, or {@code after} cannot be planned; {@link #submit} then
   *     says why
   */
  Optional<StateVerdict> stateVerdict(String location, String before, String after)
      throws ClusterUnavailableException;

  /** Deletes all checkpoints of a job. The caller has seen the job terminal or absent. */
  void deleteCheckpoints(String jobId) throws ClusterUnavailableException;

  /**
   * Disposes of a savepoint through Flink and removes its trigger's empty directory. A savepoint
   * that is not there any more counts as disposed of.
   */
  DisposalAnswer disposeSavepoint(String location) throws ClusterUnavailableException;

  /**
   * Proves that service and JobManager see the same, writable folder: the service writes an empty
   * savepoint, the JobManager disposes of it.
   *
   * @return what is wrong, empty when nothing is
   */
  Optional<String> checkpointStoreProblem() throws ClusterUnavailableException;

  /**
   * What the last {@link #checkpointStoreProblem} could not write, from memory; empty when it could
   * and before the first.
   */
  Optional<String> checkpointWriteProblem();

  @Override
  void close();
}
