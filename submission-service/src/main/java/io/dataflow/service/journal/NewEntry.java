package io.dataflow.service.journal;

import io.dataflow.service.domain.PipelineEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;

/**
 * An event on its way into a stream.
 *
 * @param eventId made once per event: an append that is repeated after a lost answer repeats it,
 *     and finds itself by it
 * @param time kept in milliseconds
 */
public record NewEntry(UUID eventId, Instant time, PipelineEvent event, EventMetadata metadata) {
  public NewEntry {
    Objects.requireNonNull(eventId);
    time = time.truncatedTo(ChronoUnit.MILLIS);
    Objects.requireNonNull(event);
    Objects.requireNonNull(metadata);
  }

  /** The entry it becomes. */
  public JournalEntry at(String pipelineId, long sequenceNumber) {
    return new JournalEntry(pipelineId, sequenceNumber, eventId, time, event, metadata);
  }
}
