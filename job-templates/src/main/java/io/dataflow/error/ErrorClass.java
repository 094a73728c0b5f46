package io.dataflow.error;

/** Who can mend an error. */
public enum ErrorClass {
  /** The definition, the command or the data is wrong. */
  USER,
  /** Something that DataFlow talks to failed: a file, a broker, a database, the cluster. */
  EXTERNAL,
  /** DataFlow itself is wrong. */
  INTERNAL
}
