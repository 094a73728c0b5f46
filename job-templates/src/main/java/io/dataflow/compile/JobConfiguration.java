package io.dataflow.compile;

import io.dataflow.pipeline.PipelineSettings;
import io.dataflow.plan.TypedPlan;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/**
 * Flink's settings of a job. A graph that is built here inherits nothing of the cluster's
 * configuration but the checkpoint and savepoint directories, so all of them are written.
 */
final class JobConfiguration {
  private static final int RETAINED_CHECKPOINTS = 3;

  /** Failed checkpoints in a row; then the job restarts. */
  private static final int TOLERABLE_FAILED_CHECKPOINTS = 3;

  private static final Duration MOST_RESTART_DELAY = Duration.ofSeconds(30);
  private static final Duration QUIET_AFTER_RESTART = Duration.ofMinutes(5);

  private JobConfiguration() {}

  static Configuration of(TypedPlan plan, JobSettings job) {
    Configuration configuration = new Configuration();
    execution(configuration, plan.settings(), job);
    checkpoints(configuration, plan.settings(), job.defaults());
    restarts(configuration, job.defaults());
    return configuration;
  }

  private static void execution(
      Configuration configuration, PipelineSettings settings, JobSettings job) {
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    configuration.set(PipelineOptions.NAME, job.name().toString());
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    configuration.set(PipelineOptions.MAX_PARALLELISM, TypedPlan.MAX_PARALLELISM);
    configuration.set(
        CoreOptions.DEFAULT_PARALLELISM,
        settings.parallelism().orElse(job.defaults().parallelism()));
    configuration.set(
        PipelineOptions.GLOBAL_JOB_PARAMETERS,
        Map.of(
            "dataflow.installation", job.installationId(),
            "dataflow.pipeline", job.pipelineId(),
            "dataflow.attempt", Integer.toString(job.attempt()),
            "dataflow.version", Integer.toString(job.version())));
  }

  private static void checkpoints(
      Configuration configuration, PipelineSettings settings, JobSettings.Defaults defaults) {
    configuration.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        settings.checkpointInterval().orElse(defaults.checkpointInterval()));
    configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, defaults.checkpointTimeout());
    configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_FAILED_CHECKPOINTS);
    configuration.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    // Unaligned checkpoints do not survive an edit of the pipeline.
    configuration.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
  }

  private static void restarts(Configuration configuration, JobSettings.Defaults defaults) {
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY,
        RestartStrategyOptions.RestartStrategyType.EXPONENTIAL_DELAY.getMainValue());
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        defaults.firstRestartDelay());
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, MOST_RESTART_DELAY);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        QUIET_AFTER_RESTART);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS,
        defaults.restartAttempts());
  }
}
