package io.dataflow.service.domain;

import io.dataflow.error.ErrorClass;
import java.util.Objects;
import java.util.Optional;

/**
 * Why something failed, bounded, without a stack trace.
 *
 * @param errorClass {@code USER}: repeating it will not help
 * @param code a stable name, or the class name of the exception
 * @param step the step or task where it happened
 */
public record Failure(ErrorClass errorClass, String code, String message, Optional<String> step) {
  public Failure {
    Objects.requireNonNull(errorClass);
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    Objects.requireNonNull(step);
  }
}
