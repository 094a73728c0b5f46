package io.dataflow.connector.core.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;

/**
 * So many records at once, then none until the interval is over; shared out among parallel readers.
 * A reader that waits occupies no thread.
 *
 * @param records a fraction is carried over to the next interval
 */
record Pace(double records, Duration interval) implements RateLimiterStrategy {
  private static final long serialVersionUID = 1L;
  private static final double MILLIS_PER_SECOND = 1000;

  /** Below this much time nobody sees that records come in groups. */
  private static final double SMOOTH_MILLIS = 20;

  static Pace perSecond(double rate) {
    double millis = Math.max(SMOOTH_MILLIS, MILLIS_PER_SECOND / rate);
    return new Pace(
        rate * millis / MILLIS_PER_SECOND,
        Duration.ofNanos((long) (millis * TimeUnit.MILLISECONDS.toNanos(1))));
  }

  @Override
  public RateLimiter createRateLimiter(int parallelism) {
    return new Limiter(records / parallelism, interval.toNanos());
  }

  /** For one reader; its thread alone acquires. */
  private static final class Limiter implements RateLimiter {
    private final double perInterval;
    private final long intervalNanos;
    private double available;
    private long nextGrant = System.nanoTime();

    Limiter(double perInterval, long intervalNanos) {
      this.perInterval = perInterval;
      this.intervalNanos = intervalNanos;
    }

    @Override
    public CompletionStage<Void> acquire() {
      long now = System.nanoTime();
      while (available < 1 && nextGrant - now <= 0) {
        available += perInterval;
        nextGrant += intervalNanos;
        if (nextGrant - now < -intervalNanos) {
          // After a standstill nothing is made up for.
          nextGrant = now;
        }
      }
      if (available >= 1) {
        available--;
        return CompletableFuture.completedFuture(null);
      }
      double missingIntervals = Math.ceil((1 - available) / perInterval) - 1;
      long wait = nextGrant - now + (long) (missingIntervals * intervalNanos);
      available += perInterval * (missingIntervals + 1) - 1;
      nextGrant += (long) ((missingIntervals + 1) * intervalNanos);
      Executor later = CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS);
      return CompletableFuture.runAsync(() -> {}, later);
    }
  }
}
