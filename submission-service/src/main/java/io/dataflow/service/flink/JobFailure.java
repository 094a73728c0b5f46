package io.dataflow.service.flink;

import io.dataflow.error.ErrorClass;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A cause of failure, bounded in length.
 *
 * @param errorClass user: the data or the definition; restarting will not help
 * @param exceptionClass class name of the innermost cause that says something
 * @param message its message, at most 2 000 characters, no stack trace
 * @param task name of the task that failed, where it was a task
 * @param count how often this cause was seen between {@code firstSeen} and {@code lastSeen}
 */
public record JobFailure(
    ErrorClass errorClass,
    String exceptionClass,
    String message,
    Optional<String> task,
    Instant firstSeen,
    Instant lastSeen,
    int count) {

  public JobFailure {
    Objects.requireNonNull(errorClass);
    Objects.requireNonNull(exceptionClass);
    Objects.requireNonNull(message);
    Objects.requireNonNull(task);
    Objects.requireNonNull(firstSeen);
    Objects.requireNonNull(lastSeen);
  }

  /** A cause that was seen once and not in a task. */
  static JobFailure once(ErrorClass errorClass, String exceptionClass, String message, Instant at) {
    return new JobFailure(errorClass, exceptionClass, message, Optional.empty(), at, at, 1);
  }
}
