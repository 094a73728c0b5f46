package io.dataflow.runtime;

/**
 * What a run counted so far, in plain fields: written for each record by the task's thread only.
 * Records in and out follow from the others, step by step.
 */
final class StepCounts {
  long received;
  final long[] filtered;
  final long[] skipped;
  final long[] deadLettered;
  final long[] failed;
  final long[] nulled;
  final long[] busyNanos;

  StepCounts(int steps) {
    filtered = new long[steps];
    skipped = new long[steps];
    deadLettered = new long[steps];
    failed = new long[steps];
    nulled = new long[steps];
    busyNanos = new long[steps];
  }

  /** Records that ended in a step. */
  long dropped(int step) {
    return filtered[step] + skipped[step] + deadLettered[step] + failed[step];
  }
}
