package io.dataflow.runtime.aggregate;

/**
 * What is known of many rows, in slots that an {@link AccumulatorLayout} gives out: numbers without
 * boxes, and everything else.
 */
final class Accumulator {
  /** The slot of {@link #numbers} that counts the rows, whatever is computed of them. */
  static final int RECORDS = 0;

  final long[] numbers;
  final Object[] objects;

  Accumulator(long[] numbers, Object[] objects) {
    this.numbers = numbers;
    this.objects = objects;
  }

  long records() {
    return numbers[RECORDS];
  }
}
