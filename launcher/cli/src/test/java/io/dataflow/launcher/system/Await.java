package io.dataflow.launcher.system;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for conditions. */
final class Await {
  private static final Duration DEADLINE = Duration.ofMinutes(4);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private Await() {}

  /**
   * Asks until the answer fits.
   *
   * @throws AssertionError with the last answer, or the last failure to get one
   */
  static <T> T until(String what, Callable<T> question, Predicate<T> fits) {
    long end = System.nanoTime() + DEADLINE.toNanos();
    Object last;
    Optional<Throwable> failure;
    do {
      try {
        T answer = question.call();
        if (fits.test(answer)) {
          return answer;
        }
        last = answer;
        failure = Optional.empty();
      } catch (Exception | AssertionError e) {
        last = e;
        failure = Optional.of(e);
      }
      LockSupport.parkNanos(PAUSE);
    } while (System.nanoTime() < end);
    AssertionError error =
        new AssertionError(
            "not within " + DEADLINE.toSeconds() + " s: " + what + "; at last " + last);
    failure.ifPresent(error::initCause);
    throw error;
  }

  static void until(String what, Callable<Boolean> condition) {
    until(what, condition, Boolean::booleanValue);
  }
}
