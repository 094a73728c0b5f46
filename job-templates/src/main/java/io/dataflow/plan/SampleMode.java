package io.dataflow.plan;

/** Whether planning may open sources. */
public enum SampleMode {
  /** Nothing is opened: what reads a source without a schema is not checked, and that is said. */
  STATIC,
  /** A source without a schema is sampled. */
  SAMPLE
}
