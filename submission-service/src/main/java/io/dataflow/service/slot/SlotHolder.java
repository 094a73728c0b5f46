package io.dataflow.service.slot;

import java.util.Objects;

/**
 * A running service instance.
 *
 * @param instanceId new with every start of a process, so that a restarted service never takes the
 *     lease of its former life for its own
 * @param advertisedUrl where other instances reach it, for pokes
 */
public record SlotHolder(String instanceId, String advertisedUrl) {
  public SlotHolder {
    Objects.requireNonNull(instanceId);
    Objects.requireNonNull(advertisedUrl);
  }
}
