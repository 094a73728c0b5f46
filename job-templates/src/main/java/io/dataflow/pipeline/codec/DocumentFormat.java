package io.dataflow.pipeline.codec;

/** How a definition is written down. */
public enum DocumentFormat {
  JSON,
  YAML
}
