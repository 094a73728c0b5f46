package io.dataflow.service.orchestration;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Pauses after failures: 0.5 s doubling to 30 s, each shortened by up to a half. Thread-safe. */
final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** The pause before the next try. */
  Duration failed(String what) {
    int count = failures.merge(what, 1, Integer::sum);
    long full = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(count - 1, 10));
    return Duration.ofNanos(full / 2 + random.nextLong(full / 2 + 1));
  }

  void succeeded(String what) {
    failures.remove(what);
  }
}
