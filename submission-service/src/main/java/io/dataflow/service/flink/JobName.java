package io.dataflow.service.flink;

import java.util.Objects;
import java.util.Optional;

/**
 * Whose job it is. Carried by the name that the compiler gives a job, since that is all that {@code
 * /jobs/overview} shows.
 */
public record JobName(String installationId, String pipelineId, int attempt, int version) {

  public JobName {
    Objects.requireNonNull(installationId);
    Objects.requireNonNull(pipelineId);
  }

  /** Empty for the name of a job that no DataFlow installation made. */
  public static Optional<JobName> parse(String text) {
    return io.dataflow.compile.JobName.parse(text)
        .map(
            name ->
                new JobName(
                    name.installationId(), name.pipelineId(), name.attempt(), name.version()));
  }

  /** The text that Flink shows; {@link #parse} reads it back. */
  String text(String pipelineName) {
    return new io.dataflow.compile.JobName(
            pipelineName, installationId, pipelineId, attempt, version)
        .toString();
  }
}
