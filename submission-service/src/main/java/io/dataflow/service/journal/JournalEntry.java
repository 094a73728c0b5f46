package io.dataflow.service.journal;

import io.dataflow.service.domain.PipelineEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An event in a pipeline's stream.
 *
 * @param sequenceNumber from 1, without gaps
 * @param eventId unique among all events
 * @param time of the writer's clock, in milliseconds; for people, never for order
 */
public record JournalEntry(
    String pipelineId,
    long sequenceNumber,
    UUID eventId,
    Instant time,
    PipelineEvent event,
    EventMetadata metadata) {
  public JournalEntry {
    Objects.requireNonNull(pipelineId);
    Objects.requireNonNull(eventId);
    Objects.requireNonNull(time);
    Objects.requireNonNull(event);
    Objects.requireNonNull(metadata);
  }
}
