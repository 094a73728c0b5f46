package io.dataflow.service.command;

import io.dataflow.service.domain.LifecycleAction;
import io.dataflow.service.domain.PipelineState;
import io.dataflow.service.domain.RejectionCode;
import java.util.Set;

/** The answer to a command. */
public sealed interface CommandOutcome {

  /**
   * Carried out: its events are durable.
   *
   * @param state after them
   * @param requestSequenceNumber of the first of them: with the pipeline's id it names the
   *     operation
   * @param replayed the answer to an earlier request with the same idempotency key, as it was then
   */
  record Accepted(PipelineState state, long requestSequenceNumber, boolean replayed)
      implements CommandOutcome {}

  /** All is as asked for already; nothing was stored. */
  record Unchanged(PipelineState state, String message) implements CommandOutcome {}

  /**
   * Refused; nothing was stored.
   *
   * @param allowedActions what the present status allows
   */
  record Rejected(
      PipelineState state, RejectionCode code, String message, Set<LifecycleAction> allowedActions)
      implements CommandOutcome {
    public Rejected {
      allowedActions = Set.copyOf(allowedActions);
    }
  }

  /** The idempotency key belongs to another request of the last day; nothing was stored. */
  record KeyReused(String key) implements CommandOutcome {}
}
