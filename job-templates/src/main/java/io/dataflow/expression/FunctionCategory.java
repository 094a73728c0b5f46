package io.dataflow.expression;

/** Chapters of the function reference. */
public enum FunctionCategory {
  COMPARISON,
  LOGIC,
  CONDITIONAL,
  CONVERSION,
  NUMBER,
  TEXT,
  REGULAR_EXPRESSION,
  DATE_TIME,
  HASH,
  JSON,
  COLLECTION
}
