package io.dataflow.service.orchestration;

import io.dataflow.service.journal.JournalUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads around a {@link SlotOwner}: one for leases, one for everything by the clock, a few
 * for passes.
 */
public final class ControlLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlLoop.class);
  private static final Duration LEASES_EVERY = Duration.ofSeconds(1);
  private static final Duration CLOCK_EVERY = Duration.ofMillis(50);
  private static final Duration LONGEST_IDLE = Duration.ofMillis(100);
  private static final Duration LAST_PASSES = Duration.ofSeconds(10);

  private final SlotOwner owner;
  private final Backoff backoff;
  private final ExecutorService passes;
  private final Thread leaseThread;
  private final Thread clockThread;
  private final Thread dueThread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean poked;
  private volatile boolean stopping;

  /**
   * @param threads how many pipelines have their passes at once
   */
  public ControlLoop(SlotOwner owner, int threads, RandomGenerator random) {
    this.owner = owner;
    this.backoff = new Backoff(random);
    ThreadFactory named =
        runnable -> {
          Thread thread = new Thread(runnable, "control-pass");
          thread.setDaemon(true);
          return thread;
        };
    this.passes = Executors.newFixedThreadPool(threads, named);
    this.leaseThread = new Thread(() -> repeat("leases", this::leases), "control-leases");
    this.clockThread = new Thread(() -> repeat("clock", this::clock), "control-clock");
    this.dueThread = new Thread(() -> repeat("due", this::due), "control-due");
    leaseThread.setDaemon(true);
    clockThread.setDaemon(true);
    dueThread.setDaemon(true);
  }

  public void start() {
    leaseThread.start();
    clockThread.start();
    dueThread.start();
  }

  /** Something happened to a pipeline; returns at once. */
  public void poke(String pipelineId) {
    owner.poke(pipelineId);
    wake();
  }

  /** Ends the passes under way and gives the leases back. Jobs go on. */
  @Override
  public void close() {
    stopping = true;
    wake();
    try {
      leaseThread.join();
      clockThread.join();
      dueThread.join();
      passes.shutdown();
      if (!passes.awaitTermination(LAST_PASSES.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Passes are still under way; the next owner's epoch fences them off");
      }
      owner.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (JournalUnavailableException e) {
      LOG.warn("The leases could not be given back and will run out: {}", e.getMessage());
    }
  }

  private interface Round {
    Duration run();
  }

  private Duration leases() {
    owner.leaseStep();
    return LEASES_EVERY;
  }

  private Duration clock() {
    owner.tick();
    return CLOCK_EVERY;
  }

  private Duration due() {
    for (String pipelineId : owner.takeDue()) {
      passes.execute(
          () -> {
            owner.pass(pipelineId);
            wake();
          });
    }
    return owner.idle(LONGEST_IDLE);
  }

  private void repeat(String name, Round round) {
    while (!stopping) {
      try {
        Duration pause = round.run();
        backoff.succeeded(name);
        await(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (JournalUnavailableException e) {
        LOG.warn("{}: {}", name, e.getMessage());
        afterFailure(name);
      } catch (Exception e) {
        LOG.error("{}: the round failed", name, e);
        afterFailure(name);
      }
    }
  }

  private void afterFailure(String name) {
    try {
      await(backoff.failed(name));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(Duration pause) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = pause.toNanos();
      boolean mayBeWoken = Thread.currentThread() == dueThread;
      while (left > 0 && !stopping && !(mayBeWoken && poked)) {
        left = woken.awaitNanos(left);
      }
      if (mayBeWoken) {
        poked = false;
      }
    } finally {
      lock.unlock();
    }
  }

  private void wake() {
    lock.lock();
    try {
      poked = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
