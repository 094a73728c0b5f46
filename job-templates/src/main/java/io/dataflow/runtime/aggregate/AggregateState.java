package io.dataflow.runtime.aggregate;

import java.util.Arrays;

/**
 * What is kept for a key: accumulators, each of a stretch of time, ordered by {@link #ends}. The
 * state knows its own layout, because a state backend may hand over what an earlier version of the
 * pipeline stored.
 */
final class AggregateState {
  static final long NO_TIMER = Long.MAX_VALUE;

  /** How the accumulators lie. */
  final StateColumns columns;

  /** What folds over the accumulators; null: their objects are in the form in which they travel. */
  final AccumulatorLayout layout;

  /** The time of the earliest timer that is set, or {@link #NO_TIMER}. */
  long timer = NO_TIMER;

  int size;

  /** Where each begins; only of sessions. */
  long[] starts;

  /** Where each ends, exclusive; without a window, when the group last changed. */
  long[] ends;

  Accumulator[] accumulators;

  AggregateState(StateColumns columns, AccumulatorLayout layout, int capacity) {
    this.columns = columns;
    this.layout = layout;
    this.starts = new long[capacity];
    this.ends = new long[capacity];
    this.accumulators = new Accumulator[capacity];
  }

  /** The position of the accumulator that ends there; if there is none, as of a binary search. */
  int find(long end) {
    // The newest is asked for most.
    if (size > 0 && ends[size - 1] <= end) {
      return ends[size - 1] == end ? size - 1 : -size - 1;
    }
    return Arrays.binarySearch(ends, 0, size, end);
  }

  void insert(int position, long start, long end, Accumulator accumulator) {
    if (size == ends.length) {
      int capacity = size * 2;
      starts = Arrays.copyOf(starts, capacity);
      ends = Arrays.copyOf(ends, capacity);
      accumulators = Arrays.copyOf(accumulators, capacity);
    }
    int behind = size - position;
    System.arraycopy(starts, position, starts, position + 1, behind);
    System.arraycopy(ends, position, ends, position + 1, behind);
    System.arraycopy(accumulators, position, accumulators, position + 1, behind);
    starts[position] = start;
    ends[position] = end;
    accumulators[position] = accumulator;
    size++;
  }

  void remove(int position, int count) {
    int behind = size - position - count;
    System.arraycopy(starts, position + count, starts, position, behind);
    System.arraycopy(ends, position + count, ends, position, behind);
    System.arraycopy(accumulators, position + count, accumulators, position, behind);
    Arrays.fill(accumulators, size - count, size, null);
    size -= count;
  }
}
