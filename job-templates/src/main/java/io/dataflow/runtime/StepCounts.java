package io.dataflow.runtime;

/**
 * What a run counted so far, in plain fields: written for each record by the task's thread only.
 * Records in and out follow from the others, step by step.
 */
final class StepCounts {
  long received;

  /** Fields of the source's records that its schema does not name. */
  long unknownFields;

  final long[] filtered;
  final long[] skipped;
  final long[] deadLettered;
  final long[] failed;
  final long[] nulled;
  final long[] busyNanos;

  /** Records made beyond one for each that came in. */
  final long[] added;

  StepCounts(int steps) {
    filtered = new long[steps];
    skipped = new long[steps];
    deadLettered = new long[steps];
    failed = new long[steps];
    nulled = new long[steps];
    busyNanos = new long[steps];
    added = new long[steps];
  }

  /** What a step made of so many records. */
  long handedOn(int step, long in) {
    long ended = filtered[step] + skipped[step] + deadLettered[step] + failed[step];
    return in - ended + added[step];
  }
}
