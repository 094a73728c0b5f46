package io.dataflow.service.journal;

import java.util.Objects;

/**
 * A caller's promise that two requests are one.
 *
 * @param key the caller's own; unique per caller
 * @param requestHash of method, path, body and caller: the same key with another hash is an error
 */
public record IdempotencyKey(String key, String requestHash) {
  public IdempotencyKey {
    Objects.requireNonNull(key);
    Objects.requireNonNull(requestHash);
  }
}
