package io.dataflow.runtime;

import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.ErrorLimit;
import java.util.function.Supplier;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * The records that a subtask of an operator skipped or made dead letters; one too many ends the
 * job. By the task's thread only.
 */
public final class BorneErrors {
  private final ErrorLimit limit;
  private long errors;

  public BorneErrors(ErrorLimit limit) {
    this.limit = limit;
  }

  /**
   * One more.
   *
   * @param step whose record it was
   * @param received how many records the subtask has read, this one included
   * @param shown the record and its place, for people
   */
  public void add(
      String step, long received, ErrorCode code, String message, Supplier<String> shown) {
    errors++;
    if (limit.exceeded(errors, received)) {
      String borne =
          errors
              + (errors == 1 ? " error in " : " errors in ")
              + received
              + " records of one subtask, but "
              + limit.text()
              + " are borne";
      throw new SuppressRestartsException(
          RecordFailedException.tooMany(step, borne, code, message, shown.get()));
    }
  }
}
