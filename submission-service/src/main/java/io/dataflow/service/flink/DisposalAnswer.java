package io.dataflow.service.flink;

import java.util.Objects;

/** How the disposal of a savepoint went. */
public sealed interface DisposalAnswer {

  /** It is not there any more. */
  record Disposed() implements DisposalAnswer {}

  /** Flink is still at it; ask again. */
  record InProgress() implements DisposalAnswer {}

  record Failed(String message) implements DisposalAnswer {
    public Failed {
      Objects.requireNonNull(message);
    }
  }
}
