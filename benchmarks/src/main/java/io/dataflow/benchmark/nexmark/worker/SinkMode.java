package io.dataflow.benchmark.nexmark.worker;

/** What becomes of the results of a run. */
public enum SinkMode {
  /** They are counted, by the same sink for all contestants. */
  COUNT,
  /** They are written as canonical text, by the same sink for all contestants. */
  COMPARE,
  /** They are written as csv files by what each contestant has for that. */
  FILE
}
