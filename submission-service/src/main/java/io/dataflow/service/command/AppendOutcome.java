package io.dataflow.service.command;

import java.util.OptionalLong;

/** What came of an append to a loaded pipeline. */
public sealed interface AppendOutcome {

  /** The pipeline with its new events. */
  record Appended(LoadedPipeline pipeline) implements AppendOutcome {}

  /**
   * Somebody else was faster, or another owner stamped its epoch; nothing was appended.
   *
   * @param head where the stream ends now
   * @param ownerEpoch what it carries; empty = never stamped
   */
  record Conflict(long head, OptionalLong ownerEpoch) implements AppendOutcome {}
}
