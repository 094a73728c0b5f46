package io.dataflow.service.flink;

import java.util.Objects;
import java.util.Optional;

/**
 * One job to be sent.
 *
 * @param definition the resolved definition of {@code name.version()}, JSON
 * @param restorePath checkpoint or savepoint to begin from, always in NO_CLAIM mode
 * @param allowNonRestoredState drop state in {@code restorePath} that no operator claims
 */
public record JobSubmission(
    String jobId,
    JobName name,
    String definition,
    Optional<String> restorePath,
    boolean allowNonRestoredState) {

  public JobSubmission {
    Objects.requireNonNull(jobId);
    Objects.requireNonNull(name);
    Objects.requireNonNull(definition);
    Objects.requireNonNull(restorePath);
  }
}
