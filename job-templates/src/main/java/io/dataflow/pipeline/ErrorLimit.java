package io.dataflow.pipeline;

import java.io.Serializable;

/**
 * How many records may be skipped or become dead letters before that is an error of the whole. Each
 * subtask of a run counts for itself, and anew in each attempt.
 *
 * @param count the most such records; {@link #ANY_COUNT}: no limit
 * @param ratio the greatest part of all records, from 0; {@link #ANY_RATIO}: no limit
 * @param minRecords the ratio is not looked at before so many records have come
 */
public record ErrorLimit(long count, double ratio, long minRecords) implements Serializable {
  public static final long ANY_COUNT = Long.MAX_VALUE;
  public static final double ANY_RATIO = 1;
  public static final long DEFAULT_MIN_RECORDS = 1000;
  public static final ErrorLimit NONE = new ErrorLimit(ANY_COUNT, ANY_RATIO, 0);

  /**
   * @param errors of {@code records}
   */
  public boolean exceeded(long errors, long records) {
    return errors > count || (records >= minRecords && errors > ratio * records);
  }

  /** For people: {@code at most 10 errors, at most 0.05 of the records, from 1000 records on}. */
  public String text() {
    String most = count == ANY_COUNT ? "" : "at most " + count + " errors";
    if (ratio == ANY_RATIO) {
      return most;
    }
    String part = "at most " + ratio + " of the records, from " + minRecords + " records on";
    return most.isEmpty() ? part : most + ", " + part;
  }
}
