package io.dataflow.pipeline;

import java.time.Duration;
import java.util.Optional;

/**
 * How the job runs; empty means: the service's default.
 *
 * @param parallelism 1 to the pipeline's max parallelism
 * @param deliveryGuarantee a minimum that every sink must give
 * @param snapshotsKeep how many savepoints are kept
 * @param snapshotsMaxAge how long savepoints are kept
 * @param errorLimit how many errors in the data are borne
 */
public record PipelineSettings(
    Optional<Integer> parallelism,
    Optional<Duration> checkpointInterval,
    Optional<DeliveryGuarantee> deliveryGuarantee,
    Optional<Integer> snapshotsKeep,
    Optional<Duration> snapshotsMaxAge,
    Optional<ErrorLimit> errorLimit) {
  public static final PipelineSettings DEFAULTS =
      new PipelineSettings(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** The same with another parallelism and checkpoint interval. */
  public PipelineSettings with(int newParallelism, Duration newCheckpointInterval) {
    return new PipelineSettings(
        Optional.of(newParallelism),
        Optional.of(newCheckpointInterval),
        deliveryGuarantee,
        snapshotsKeep,
        snapshotsMaxAge,
        errorLimit);
  }
}
