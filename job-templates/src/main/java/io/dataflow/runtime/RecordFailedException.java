package io.dataflow.runtime;

import io.dataflow.error.ErrorCode;

/**
 * A record ended the job, because its step's policy is {@code fail} or because it was one too many
 * of those that were skipped or became dead letters. The author's to mend; starting again meets the
 * same record. The message names step, code, position and record; the service finds it in Flink's
 * exception history by this class's name.
 */
public final class RecordFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  static final int SHOWN_CHARACTERS = 1024;

  public RecordFailedException(String step, ErrorCode code, String message, String where) {
    super("step '" + step + "': " + code + ": " + message + " (" + shortened(where) + ")");
  }

  /**
   * Too many records were skipped or became dead letters.
   *
   * @param counts how many, of how many, and how many may be
   * @param code what was wrong with the last one, like {@code message}
   */
  static RecordFailedException tooMany(
      String step, String counts, ErrorCode code, String message, String where) {
    return new RecordFailedException(
        step,
        ErrorCode.ERROR_LIMIT_EXCEEDED,
        counts + "; the last: " + code + ": " + message,
        where);
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }
}
