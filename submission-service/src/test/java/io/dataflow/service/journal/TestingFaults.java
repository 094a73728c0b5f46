package io.dataflow.service.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What goes wrong in a store kept in memory. Operations are named {@code journal.append}, {@code
 * marks.add} and so on. Single faults are queued per operation; a plan decides about every call,
 * for simulations.
 */
public final class TestingFaults {
  /** What becomes of one call. */
  public enum Fault {
    NONE,
    /** Refused before it was sent. */
    UNREACHABLE,
    /** Applied, the answer is lost. */
    ANSWER_LOST,
    /** Not applied, and the caller cannot know. */
    REQUEST_LOST,
    /** As {@link #REQUEST_LOST}, but it is still on its way: {@link #deliverLate} applies it. */
    LATE
  }

  private final Map<String, Deque<Fault>> queued = new HashMap<>();
  private final Map<String, Deque<Runnable>> before = new HashMap<>();
  private final List<Runnable> late = new ArrayList<>();
  private Function<String, Fault> plan = operation -> Fault.NONE;

  /** The next call of an operation that has no earlier fault queued. */
  public synchronized void next(String operation, Fault fault) {
    queued.computeIfAbsent(operation, o -> new ArrayDeque<>()).add(fault);
  }

  /** Runs once, just before the next call of an operation: somebody else is faster. */
  public synchronized void before(String operation, Runnable action) {
    before.computeIfAbsent(operation, o -> new ArrayDeque<>()).add(action);
  }

  /** Decides about each call without a queued fault. */
  public synchronized void plan(Function<String, Fault> newPlan) {
    plan = newPlan;
  }

  /** All calls fail until {@link #reachable}. */
  public void unreachable() {
    plan(operation -> Fault.UNREACHABLE);
  }

  public void reachable() {
    plan(operation -> Fault.NONE);
  }

  /** Applies what is still on its way, in the order it was sent. */
  public void deliverLate() {
    List<Runnable> arriving;
    synchronized (this) {
      arriving = List.copyOf(late);
      late.clear();
    }
    arriving.forEach(Runnable::run);
  }

  /** Makes a call that changes nothing. */
  public <T> T read(String operation, Supplier<T> action) {
    if (draw(operation) != Fault.NONE) {
      throw JournalUnavailableException.notReached(operation + " failed on purpose", null);
    }
    return action.get();
  }

  /** Makes a call that changes something. */
  public <T> T write(String operation, Supplier<T> action) {
    switch (draw(operation)) {
      case NONE -> {
        return action.get();
      }
      case UNREACHABLE ->
          throw JournalUnavailableException.notReached(operation + " failed on purpose", null);
      case ANSWER_LOST -> {
        T unused = action.get();
        throw unknown(operation);
      }
      case LATE -> {
        synchronized (this) {
          late.add(
              () -> {
                T unused = action.get();
              });
        }
        throw unknown(operation);
      }
      case REQUEST_LOST -> throw unknown(operation);
    }
    throw new AssertionError();
  }

  /** Makes a call that changes something and answers nothing. */
  public void run(String operation, Runnable action) {
    Object unused =
        write(
            operation,
            () -> {
              action.run();
              return true;
            });
  }

  private static JournalUnavailableException unknown(String operation) {
    return JournalUnavailableException.outcomeUnknown(operation + " lost on purpose", null);
  }

  private Fault draw(String operation) {
    Runnable action;
    synchronized (this) {
      Deque<Runnable> actions = before.get(operation);
      action = actions == null ? null : actions.poll();
    }
    if (action != null) {
      action.run();
    }
    synchronized (this) {
      Deque<Fault> faults = queued.get(operation);
      Fault fault = faults == null ? null : faults.poll();
      return fault == null ? plan.apply(operation) : fault;
    }
  }
}
