package io.dataflow.runtime;

import java.util.List;

/**
 * The counters that every source, step and sink has. Each is a Flink counter under {@code
 * pipeline.<pipelineId>.step.<stepId>} and an accumulator of the job called {@code
 * <stepId>/<counter>}, so that one call of {@code /jobs/:id/accumulators} reads all totals, also
 * after the job has ended. They count one attempt and start anew when Flink restarts a task.
 *
 * <p>For each of them {@code recordsIn = recordsOut + recordsFiltered + recordsSkipped +
 * recordsDeadLettered + recordsFailed} where a step makes at most one record of one.
 */
public final class StepCounters {
  /** Records that reached it; of a source: everything it read, decoded or not. */
  public static final String RECORDS_IN = "recordsIn";

  /** Records it handed on; of a sink: records that were encoded and given to the writer. */
  public static final String RECORDS_OUT = "recordsOut";

  /** Records for which a filter's expression was not TRUE. */
  public static final String RECORDS_FILTERED = "recordsFiltered";

  /** Records dropped because of an error and {@code onError: skip}. */
  public static final String RECORDS_SKIPPED = "recordsSkipped";

  /** Records sent to the dead letter sink. */
  public static final String RECORDS_DEAD_LETTERED = "recordsDeadLettered";

  /** Records that ended the job: {@code onError: fail}. */
  public static final String RECORDS_FAILED = "recordsFailed";

  /**
   * Records that came after all their windows had closed; each also counts as skipped, dead
   * lettered or failed. Of steps with a window over event time only.
   */
  public static final String RECORDS_LATE = "recordsLate";

  /** Fields set to null because of an error and {@code onError: null}. */
  public static final String FIELDS_NULLED = "fieldsNulled";

  /** Time spent in the step itself, in nanoseconds, estimated from a sample of the records. */
  public static final String BUSY_NANOS = "busyNanos";

  /**
   * Fields of decoded records that the schema does not name, passed over; of sources only, and only
   * of formats in which fields have names.
   */
  public static final String FIELDS_UNKNOWN = "fieldsUnknown";

  /** What every source, step and sink has. */
  public static final List<String> ALL =
      List.of(
          RECORDS_IN,
          RECORDS_OUT,
          RECORDS_FILTERED,
          RECORDS_SKIPPED,
          RECORDS_DEAD_LETTERED,
          RECORDS_FAILED,
          FIELDS_NULLED,
          BUSY_NANOS);

  private StepCounters() {}

  /** The accumulator of a step's counter. */
  public static String accumulator(String stepId, String counter) {
    return stepId + "/" + counter;
  }
}
