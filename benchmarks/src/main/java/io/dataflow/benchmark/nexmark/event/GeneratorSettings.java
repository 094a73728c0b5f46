package io.dataflow.benchmark.nexmark.event;

/**
 * What makes two runs of the generator equal.
 *
 * @param events how many, of all kinds: 2 % persons, 6 % auctions, 92 % bids
 * @param baseMillis time of the first event, since the epoch
 * @param eventsPerSecond of event time
 * @param outOfOrderGroup events within each group of this size come in another order; 1: in order
 */
public record GeneratorSettings(
    long seed, long events, long baseMillis, int eventsPerSecond, int outOfOrderGroup) {
  /** 2026-01-31 23:55:00 UTC: some queries group by day, so the day changes after five minutes. */
  public static final long BASE_MILLIS = 1_769_903_700_000L;

  public GeneratorSettings {
    if (events < 0 || eventsPerSecond < 1 || eventsPerSecond > 1000 || outOfOrderGroup < 1) {
      throw new IllegalArgumentException(
          "events >= 0, 1 <= events per second <= 1000 and out-of-order group >= 1 are needed");
    }
  }

  /** In order, a thousand events a second. */
  public static GeneratorSettings of(long seed, long events) {
    return new GeneratorSettings(seed, events, BASE_MILLIS, 1000, 1);
  }
}
