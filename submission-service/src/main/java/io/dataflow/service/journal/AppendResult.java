package io.dataflow.service.journal;

import java.util.OptionalLong;

/** The certain outcome of an append. */
public sealed interface AppendResult {

  /**
   * The entries are in the stream.
   *
   * @param head sequence number of the last of them
   */
  record Applied(long head) implements AppendResult {}

  /**
   * Nothing was appended: the stream had grown, or carries another epoch.
   *
   * @param head where it ends; 0 = it has no entries
   * @param ownerEpoch what it carries; empty = never stamped
   */
  record Conflict(long head, OptionalLong ownerEpoch) implements AppendResult {}
}
