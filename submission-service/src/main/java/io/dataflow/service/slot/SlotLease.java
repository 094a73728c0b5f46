package io.dataflow.service.slot;

import java.util.Objects;
import java.util.Optional;

/**
 * What the store knows about a slot.
 *
 * @param holder empty when the lease was released or has run out
 * @param epoch how often the slot was taken; 0 = never. It only grows and outlives the holder, so
 *     it can fence off a former one.
 */
public record SlotLease(int slot, Optional<SlotHolder> holder, long epoch) {
  public SlotLease {
    Objects.requireNonNull(holder);
  }

  public boolean isFree() {
    return holder.isEmpty();
  }

  /** True when the instance holds it, whatever the advertised address says. */
  public boolean isHeldBy(SlotHolder instance) {
    return holder.filter(held -> held.instanceId().equals(instance.instanceId())).isPresent();
  }
}
