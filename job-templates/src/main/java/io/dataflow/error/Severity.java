package io.dataflow.error;

/** How much a {@link Diagnostic} matters. Only {@link #ERROR} refuses a definition. */
public enum Severity {
  ERROR,
  WARNING,
  INFO
}
