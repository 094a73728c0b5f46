package io.dataflow.runtime.keyed;

import java.time.Duration;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;

/** How long state is kept after it was last written. */
final class StateTtl {
  /**
   * Keys that each access looks at to forget what is over. An access adds at most one; Flink's own
   * 5 look through whole lists of rows five times as often.
   */
  private static final int LOOKED_AT = 1;

  private StateTtl() {}

  /**
   * @param ttl null: for ever
   */
  static <S extends StateDescriptor<?, ?>> S apply(S descriptor, Duration ttl) {
    if (ttl != null) {
      descriptor.enableTimeToLive(
          StateTtlConfig.newBuilder(ttl).cleanupIncrementally(LOOKED_AT, false).build());
    }
    return descriptor;
  }
}
