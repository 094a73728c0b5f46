package io.dataflow.service.http;

import io.dataflow.service.domain.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for the outcome of operations without holding a thread for each. */
final class OperationWaiter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperationWaiter.class);

  private final JournalWatch watch;
  private final StreamReader streams;
  private final Semaphore places;
  private final Set<Waiter> waiting = ConcurrentHashMap.newKeySet();

  OperationWaiter(JournalWatch watch, StreamReader streams, int maxWaiters) {
    this.watch = watch;
    this.streams = streams;
    places = new Semaphore(maxWaiters);
  }

  /**
   * The operation when it has ended, or as it stands after {@code atMost}; empty at once when too
   * many wait already.
   */
  Optional<CompletableFuture<Operation>> await(Operation begun, Duration atMost) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    try {
      Waiter waiter = new Waiter(begun);
      waiter.begin(atMost);
      return Optional.of(waiter.outcome);
    } catch (RejectedExecutionException e) {
      places.release();
      return Optional.empty();
    }
  }

  /** All are answered with what is known. */
  @Override
  public void close() {
    waiting.forEach(Waiter::giveUp);
  }

  private final class Waiter {
    private final CompletableFuture<Operation> outcome = new CompletableFuture<>();
    private final String pipelineId;
    private final long sequenceNumber;
    private volatile Operation known;
    private JournalWatch.Subscription subscription;
    private ScheduledFuture<?> timeout;

    Waiter(Operation begun) {
      known = begun;
      int tilde = begun.id().lastIndexOf('~');
      pipelineId = begun.id().substring(0, tilde);
      sequenceNumber = Long.parseLong(begun.id().substring(tilde + 1));
    }

    void begin(Duration atMost) {
      waiting.add(this);
      timeout = watch.executor().schedule(this::giveUp, atMost.toMillis(), TimeUnit.MILLISECONDS);
      subscription = watch.watch(pipelineId, sequenceNumber, head -> look());
    }

    private void look() {
      try {
        Optional<Operation> seen = streams.operation(pipelineId, sequenceNumber);
        seen.ifPresent(operation -> known = operation);
        if (known.state() != Operation.State.RUNNING) {
          giveUp();
        }
      } catch (RuntimeException e) {
        LOG.debug("operation {} cannot be read: {}", known.id(), e.toString());
        throw e;
      }
    }

    void giveUp() {
      if (waiting.remove(this)) {
        places.release();
        if (subscription != null) {
          subscription.cancel();
        }
        timeout.cancel(false);
        outcome.complete(known);
      }
    }
  }
}
