package io.dataflow.service.flink;

import io.dataflow.error.Diagnostic;
import java.util.List;
import java.util.Objects;

/** What is known after a submission. */
public sealed interface SubmitAnswer {

  /** The JobManager has the job. */
  record Accepted() implements SubmitAnswer {}

  /** The JobManager has, or had, a job of this id: alive or ended. */
  record Duplicate() implements SubmitAnswer {}

  /**
   * There is no such job and this submission will never make one.
   *
   * @param diagnostics what is wrong with the definition, when it does not compile
   */
  record Refused(JobFailure cause, List<Diagnostic> diagnostics) implements SubmitAnswer {
    public Refused {
      Objects.requireNonNull(cause);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** The request provably never left: nobody listened. */
  record NotSent(String message) implements SubmitAnswer {
    public NotSent {
      Objects.requireNonNull(message);
    }
  }

  /** In doubt: the job may exist now, or appear yet. */
  record Unanswered(String message) implements SubmitAnswer {
    public Unanswered {
      Objects.requireNonNull(message);
    }
  }
}
