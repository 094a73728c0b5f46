package io.dataflow.benchmark.nexmark.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestartStrategyOptions;

/** The settings that are equal for all contestants. */
public final class JobSetup {
  /** Events come at most so much too late; with the generator's defaults they come in order. */
  public static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(4);

  /** The default of DataFlow's own jobs. */
  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

  private JobSetup() {}

  /** State is too large for checkpoints in memory, which is Flink's default. */
  static Configuration cluster() {
    Configuration configuration = new Configuration();
    Path folder =
        Path.of(System.getProperty("dataflow.root"), "benchmarks/target/nexmark/checkpoints");
    configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    // Otherwise a job waits 10 to 75 ms for its slot, by when the job before it ended.
    configuration.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
    return configuration;
  }

  public static Configuration configuration(int parallelism) {
    Configuration configuration = new Configuration();
    configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.STREAMING);
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return configuration;
  }
}
