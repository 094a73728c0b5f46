package io.dataflow.service.journal;

import java.util.Objects;

/**
 * A pipeline's state as text.
 *
 * @param sequenceNumber of the last event it contains
 * @param format what wrote it; a reader with another format ignores it
 */
public record StoredSnapshot(
    String pipelineId, long sequenceNumber, String format, String payload) {
  public StoredSnapshot {
    Objects.requireNonNull(pipelineId);
    Objects.requireNonNull(format);
    Objects.requireNonNull(payload);
  }
}
