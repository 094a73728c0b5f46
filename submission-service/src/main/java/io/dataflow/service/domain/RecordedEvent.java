package io.dataflow.service.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** An event at its place in a pipeline's stream; sequence numbers count from 1 without gaps. */
public record RecordedEvent(UUID eventId, long sequenceNumber, Instant time, PipelineEvent event) {
  public RecordedEvent {
    Objects.requireNonNull(eventId);
    Objects.requireNonNull(time);
    Objects.requireNonNull(event);
  }
}
