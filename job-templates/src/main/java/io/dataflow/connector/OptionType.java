package io.dataflow.connector;

/** How an option's text is read. */
public enum OptionType {
  STRING,
  BOOLEAN,
  INTEGER,
  /** {@code 500ms}, {@code 5s}, {@code 1m}; a bare number is milliseconds. */
  DURATION,
  /** {@code 64kb}, {@code 10mb}. */
  SIZE,
  /** One of the declared values. */
  CHOICE
}
