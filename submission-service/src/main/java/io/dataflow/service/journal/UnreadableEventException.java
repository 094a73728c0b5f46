package io.dataflow.service.journal;

/**
 * A stored event that this build cannot read: it was written by a later one, or is broken. The
 * pipeline is left alone (no command, no action) until a build reads it; other pipelines go on.
 */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String pipelineId;
  private final long sequenceNumber;

  public UnreadableEventException(
      String pipelineId, long sequenceNumber, String message, Throwable cause) {
    super(
        "Event %d of pipeline '%s' cannot be read: %s"
            .formatted(sequenceNumber, pipelineId, message),
        cause);
    this.pipelineId = pipelineId;
    this.sequenceNumber = sequenceNumber;
  }

  public String pipelineId() {
    return pipelineId;
  }

  public long sequenceNumber() {
    return sequenceNumber;
  }
}
