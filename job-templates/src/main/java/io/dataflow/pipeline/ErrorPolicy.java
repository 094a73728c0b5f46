package io.dataflow.pipeline;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a record that a step cannot process. */
public enum ErrorPolicy {
  /** End the job as a user error. */
  FAIL,
  /** Drop the record and count it. */
  SKIP,
  /** Write the record to the pipeline's dead letter sink, within the same checkpoint. */
  DEAD_LETTER,
  /** Set the value that cannot be computed to null. */
  NULL;

  /** The spelling in a definition: {@code dead-letter}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<ErrorPolicy> of(String text) {
    return Arrays.stream(values()).filter(policy -> policy.text().equals(text)).findFirst();
  }
}
