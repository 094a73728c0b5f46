package io.dataflow.service.http;

import io.dataflow.service.journal.Journal;
import io.dataflow.service.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells those who wait for a pipeline that its stream has grown, whoever wrote into it: one thread
 * asks for the heads of all watched streams at once. Listeners run in that thread, one at a time.
 */
final class JournalWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWatch.class);
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final int LONGEST_BACKOFF = 50;

  private final Journal journal;
  private final Map<String, Set<Subscription>> byPipeline = new ConcurrentHashMap<>();
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          action -> {
            Thread thread = new Thread(action, "journal-watch");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> polling;
  private int failures;
  private int skipped;

  JournalWatch(Journal journal) {
    this.journal = journal;
    polling =
        executor.scheduleWithFixedDelay(this::poll, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The thread of the listeners, for what they do at a later time. */
  ScheduledExecutorService executor() {
    return executor;
  }

  /**
   * Calls {@code listener} with the stream's head when it is beyond {@code after}, and again
   * whenever it has grown.
   */
  Subscription watch(String pipelineId, long after, LongConsumer listener) {
    Subscription subscription = new Subscription(pipelineId, after, listener);
    byPipeline.compute(
        pipelineId,
        (id, set) -> {
          Set<Subscription> subscriptions = set == null ? ConcurrentHashMap.newKeySet() : set;
          subscriptions.add(subscription);
          return subscriptions;
        });
    return subscription;
  }

  private void poll() {
    if (byPipeline.isEmpty() || skipped < Math.min(failures * failures, LONGEST_BACKOFF)) {
      skipped++;
      return;
    }
    skipped = 0;
    try {
      journal.heads(byPipeline.keySet()).forEach(this::announce);
      failures = 0;
    } catch (JournalUnavailableException e) {
      failures++;
    } catch (RuntimeException e) {
      failures++;
      LOG.warn("watching the journal failed", e);
    }
  }

  private void announce(String pipelineId, long head) {
    for (Subscription subscription : byPipeline.getOrDefault(pipelineId, Set.of())) {
      if (subscription.seen < head) {
        subscription.seen = head;
        try {
          subscription.listener.accept(head);
        } catch (JournalUnavailableException e) {
          subscription.seen = head - 1;
        } catch (RuntimeException e) {
          LOG.warn("a listener of pipeline {} failed", pipelineId, e);
        }
      }
    }
  }

  @Override
  public void close() {
    polling.cancel(false);
    executor.shutdown();
    try {
      if (!executor.awaitTermination(5, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      LOG.debug("already closed");
    }
  }

  /** Ends with {@link #cancel}. */
  final class Subscription {
    private final String pipelineId;
    private final LongConsumer listener;
    private volatile long seen;

    private Subscription(String pipelineId, long after, LongConsumer listener) {
      this.pipelineId = pipelineId;
      this.seen = after;
      this.listener = listener;
    }

    void cancel() {
      byPipeline.computeIfPresent(
          pipelineId,
          (id, set) -> {
            set.remove(this);
            return set.isEmpty() ? null : set;
          });
    }
  }
}
