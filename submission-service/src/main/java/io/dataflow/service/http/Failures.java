package io.dataflow.service.http;

/** What an exception of a port looks like outside; never its stack trace. */
final class Failures {
  private Failures() {}

  static Problem problem(RuntimeException failure) {
    return Problem.of(
        ProblemCode.INTERNAL_FAILURE,
        "an error of DataFlow's own; the service's log has it under this traceId");
  }
}
