package io.dataflow.service.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataflow.service.command.PokeSender;
import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.slot.SlotHolder;
import io.dataflow.service.slot.SlotLease;
import io.dataflow.service.slot.Slots;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the owner of a pipeline's slot: in this process, or over HTTP at the address in its lease.
 */
public final class HttpPokeSender implements PokeSender, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpPokeSender.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int MOST_WAITING = 1_000;

  private final Predicate<String> local;
  private final Slots slots;
  private final SlotHolder self;
  private final Optional<String> token;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Cache<Integer, SlotLease> leases =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofSeconds(2)).build();
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          action -> {
            Thread thread = new Thread(action, "poke");
            thread.setDaemon(true);
            return thread;
          },
          // A poke that is dropped costs its receiver half a second.
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * @param local wakes the owner in this process; false when that is elsewhere
   * @param token shown to the other instance
   */
  public HttpPokeSender(
      Predicate<String> local, Slots slots, SlotHolder self, Optional<String> token) {
    this.local = local;
    this.slots = slots;
    this.self = self;
    this.token = token;
  }

  @Override
  public void poke(String pipelineId) {
    if (!local.test(pipelineId)) {
      executor.execute(() -> pokeHolder(pipelineId));
    }
  }

  private void pokeHolder(String pipelineId) {
    try {
      SlotLease lease = leases.get(Slots.of(pipelineId), slots::read);
      if (lease.isFree() || lease.isHeldBy(self)) {
        return;
      }
      URI target =
          URI.create(lease.holder().orElseThrow().advertisedUrl() + "/internal/poke/" + pipelineId);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target).timeout(TIMEOUT).POST(HttpRequest.BodyPublishers.noBody());
      token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
      client
          .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
          .exceptionally(
              failure -> {
                LOG.debug("{} was not poked: {}", target, failure.toString());
                return null;
              })
          .join();
    } catch (JournalUnavailableException | IllegalArgumentException e) {
      LOG.debug("the owner of {} is not known: {}", pipelineId, e.getMessage());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
