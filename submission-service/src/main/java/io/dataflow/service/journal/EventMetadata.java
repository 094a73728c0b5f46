package io.dataflow.service.journal;

import java.util.Objects;
import java.util.Optional;

/**
 * Where an event comes from.
 *
 * @param actor the caller's name, or the part of the service that saw it
 * @param idempotencyKey of the command that caused it
 * @param traceId of the request or pass that caused it; may be empty
 */
public record EventMetadata(String actor, Optional<IdempotencyKey> idempotencyKey, String traceId) {
  public EventMetadata {
    Objects.requireNonNull(actor);
    Objects.requireNonNull(idempotencyKey);
    Objects.requireNonNull(traceId);
  }
}
