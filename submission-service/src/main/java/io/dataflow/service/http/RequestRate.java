package io.dataflow.service.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** At most so many requests of one address within a second. */
final class RequestRate {
  private final int perSecond;
  private final LoadingCache<String, AtomicInteger> counts =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofSeconds(1))
          .maximumSize(10_000)
          .build(address -> new AtomicInteger());

  /**
   * @param perSecond 0: no limit
   */
  RequestRate(int perSecond) {
    this.perSecond = perSecond;
  }

  void check(String address) {
    if (perSecond > 0 && counts.get(address).incrementAndGet() > perSecond) {
      throw Problem.of(
              ProblemCode.TOO_MANY_REQUESTS,
              "at most " + perSecond + " requests a second; wait a second")
          .withHeader("Retry-After", "1")
          .exception();
    }
  }
}
