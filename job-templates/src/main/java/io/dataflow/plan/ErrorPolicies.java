package io.dataflow.plan;

import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.ErrorPolicy;
import java.util.Optional;

/**
 * Which error policy applies: as written, else dead-letter where there is such a sink, else fail.
 */
final class ErrorPolicies {
  private final boolean hasDeadLetter;
  private final Diagnostics diagnostics;

  ErrorPolicies(boolean hasDeadLetter, Diagnostics diagnostics) {
    this.hasDeadLetter = hasDeadLetter;
    this.diagnostics = diagnostics;
  }

  /**
   * @param canNull whether the step has a value that it can set to null
   */
  ErrorPolicy resolve(Optional<ErrorPolicy> written, boolean canNull, String pointer) {
    if (written.isEmpty()) {
      return hasDeadLetter ? ErrorPolicy.DEAD_LETTER : ErrorPolicy.FAIL;
    }
    String place = Pointers.child(pointer, "onError");
    if (written.get() == ErrorPolicy.DEAD_LETTER && !hasDeadLetter) {
      diagnostics.error(
          ErrorCode.CONFLICTING_VALUES,
          place,
          "onError is dead-letter, but the pipeline has no dead letter sink",
          "add \"deadLetter\": {\"sinkType\": ...}, or write skip or fail");
    } else if (written.get() == ErrorPolicy.NULL && !canNull) {
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          place,
          "onError null needs a field whose value is computed",
          "write fail, skip or dead-letter");
    }
    return written.get();
  }

  /** Of records that come too late, by event time. */
  ErrorPolicy resolveLate(Optional<ErrorPolicy> written, String pointer) {
    String place = Pointers.child(pointer, "onLate");
    if (written.isEmpty() && !hasDeadLetter) {
      diagnostics.warning(
          ErrorCode.LATE_RECORD,
          pointer,
          "records that come too late are dropped and counted",
          "write \"onLate\": \"skip\" to accept that, or \"fail\", or add a \"deadLetter\" sink");
    } else if (written.equals(Optional.of(ErrorPolicy.DEAD_LETTER)) && !hasDeadLetter) {
      diagnostics.error(
          ErrorCode.CONFLICTING_VALUES,
          place,
          "onLate is dead-letter, but the pipeline has no dead letter sink",
          "add \"deadLetter\": {\"sinkType\": ...}, or write skip or fail");
    }
    return written.orElse(hasDeadLetter ? ErrorPolicy.DEAD_LETTER : ErrorPolicy.SKIP);
  }

  /** Of a sink: its connector may encode rows itself, and then there is nothing to divert. */
  ErrorPolicy resolveSink(Optional<ErrorPolicy> written, boolean encodes, String pointer) {
    if (encodes) {
      return resolve(written, false, pointer);
    }
    if (written.isPresent() && written.get() != ErrorPolicy.FAIL) {
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          Pointers.child(pointer, "onError"),
          "this sink cannot " + written.get().text() + " single records",
          "leave onError out, or write fail");
    }
    return ErrorPolicy.FAIL;
  }
}
