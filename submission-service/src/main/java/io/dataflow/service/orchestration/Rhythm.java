package io.dataflow.service.orchestration;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What is due again after a time of its own. Not thread-safe. */
final class Rhythm {
  private final LongSupplier nanoTime;
  private final Map<String, Long> last = new HashMap<>();

  Rhythm(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** True the first time, and then once {@code every}. */
  boolean isDue(String what, Duration every) {
    long now = nanoTime.getAsLong();
    Long before = last.get(what);
    if (before != null && now - before < every.toNanos()) {
      return false;
    }
    last.put(what, now);
    return true;
  }
}
