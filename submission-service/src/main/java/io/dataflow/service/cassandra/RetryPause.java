package io.dataflow.service.cassandra;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Growing pauses with jitter up to a deadline, between attempts to find out what became of a write.
 *
 * @param first the longest first pause
 * @param deadline no pause ends later than this after the beginning
 */
record RetryPause(Duration first, Duration deadline) {

  Retries begin() {
    return new Retries(System.nanoTime());
  }

  /** The pauses of one call. */
  final class Retries {
    private final long beganAt;
    private long nextNanos = first.toNanos();

    private Retries(long beganAt) {
      this.beganAt = beganAt;
    }

    /** Waits; false when the deadline is reached or the thread is interrupted. */
    boolean pause() {
      long nanos = nextNanos / 2 + ThreadLocalRandom.current().nextLong(nextNanos / 2 + 1);
      long end = System.nanoTime() + nanos;
      if (end - beganAt > deadline.toNanos()) {
        return false;
      }
      for (long left = nanos; left > 0; left = end - System.nanoTime()) {
        if (Thread.currentThread().isInterrupted()) {
          return false;
        }
        LockSupport.parkNanos(this, left);
      }
      nextNanos = Math.min(nextNanos * 2, TimeUnit.SECONDS.toNanos(2));
      return true;
    }
  }
}
