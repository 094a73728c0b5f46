package io.dataflow.service.projection;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of the list of pipelines: a function of the pipeline's events up to a sequence number
 * and of nothing else, so that all writers of that number write the same.
 *
 * @param sequenceNumber of the last event it contains
 * @param name what people call it, from the definition
 * @param description from the definition; empty where there is none
 * @param status as users see it: {@code running}, {@code waiting}, ...
 * @param desiredState what people asked for, in lower case
 * @param message why it is so, where there is something to say
 * @param version of the stored definition
 * @param attempt the present or last attempt; 0 = never started
 */
public record PipelineSummary(
    String pipelineId,
    long sequenceNumber,
    Optional<String> name,
    String description,
    String status,
    String desiredState,
    Optional<String> message,
    Map<String, String> labels,
    int version,
    long attempt,
    Instant createdAt,
    Instant updatedAt) {
  public PipelineSummary {
    Objects.requireNonNull(pipelineId);
    Objects.requireNonNull(name);
    // Rows of earlier releases lack it.
    description = description == null ? "" : description;
    Objects.requireNonNull(status);
    Objects.requireNonNull(desiredState);
    Objects.requireNonNull(message);
    labels = Map.copyOf(labels);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(updatedAt);
  }
}
