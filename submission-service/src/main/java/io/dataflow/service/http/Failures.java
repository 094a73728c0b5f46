package io.dataflow.service.http;

import io.dataflow.service.journal.JournalUnavailableException;
import io.dataflow.service.journal.UnreadableEventException;

/** What an exception of a port looks like outside; never its stack trace. */
final class Failures {
  private Failures() {}

  static Problem problem(RuntimeException failure) {
    if (failure instanceof JournalUnavailableException unavailable) {
      return Problem.of(
              ProblemCode.JOURNAL_UNAVAILABLE,
              unavailable.isOutcomeUnknown()
                  ? "the journal did not say in time whether it stored this; repeat the request,"
                      + " best with an Idempotency-Key"
                  : "the journal (Cassandra) cannot be reached, nothing was changed; running jobs"
                      + " go on")
          .withHeader("Retry-After", "2");
    }
    if (failure instanceof UnreadableEventException unreadable) {
      return Problem.of(
          ProblemCode.UNREADABLE_PIPELINE,
          "event "
              + unreadable.sequenceNumber()
              + " of this pipeline was written by a newer release; update this instance");
    }
    return Problem.of(
        ProblemCode.INTERNAL_FAILURE,
        "an error of DataFlow's own; the service's log has it under this traceId");
  }
}
