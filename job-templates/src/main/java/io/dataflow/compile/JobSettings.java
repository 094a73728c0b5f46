package io.dataflow.compile;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.api.common.JobID;

/**
 * What makes a plan one particular job.
 *
 * @param jobId chosen by the caller and journalled before the submission
 * @param jobName the pipeline's name, for people
 * @param installationId of the DataFlow installation that owns the job
 * @param attempt counts the starts of a pipeline
 * @param version of the pipeline's definition
 * @param restorePath the savepoint or checkpoint to start from; empty: without state
 * @param allowNonRestoredState whether state that no operator claims is dropped
 * @param defaults for what the definition leaves open
 */
public record JobSettings(
    JobID jobId,
    String jobName,
    String installationId,
    String pipelineId,
    int attempt,
    int version,
    Optional<String> restorePath,
    boolean allowNonRestoredState,
    Defaults defaults) {
  /**
   * What a definition's {@code settings} may overrule, and how often Flink restarts a job by
   * itself.
   *
   * @param restartAttempts restarts without five quiet minutes between them; then the job fails
   */
  public record Defaults(
      int parallelism,
      Duration checkpointInterval,
      Duration checkpointTimeout,
      int restartAttempts,
      Duration firstRestartDelay) {
    public static final Defaults STANDARD =
        new Defaults(1, Duration.ofSeconds(10), Duration.ofMinutes(10), 10, Duration.ofSeconds(1));
  }

  public JobSettings {
    Objects.requireNonNull(jobId);
    Objects.requireNonNull(restorePath);
    Objects.requireNonNull(defaults);
  }

  /** The name of the job on the cluster. */
  public JobName name() {
    return new JobName(jobName, installationId, pipelineId, attempt, version);
  }
}
