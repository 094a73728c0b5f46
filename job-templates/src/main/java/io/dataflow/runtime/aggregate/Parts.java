package io.dataflow.runtime.aggregate;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Accumulators of groups by their fields: a hash table with open addressing that finds a group by
 * the prepared row itself, so that nothing is made for a row whose group is known.
 */
final class Parts {
  /** A group and what its rows came to. */
  static final class Part {
    final Object[] key;
    final Accumulator accumulator;
    private final int hash;

    Part(Object[] key, int hash, Accumulator accumulator) {
      this.key = key;
      this.hash = hash;
      this.accumulator = accumulator;
    }
  }

  private static final int FIRST_CAPACITY = 64;

  private final int keys;
  private final AccumulatorLayout layout;
  private Part[] table = new Part[FIRST_CAPACITY];
  private int size;

  Parts(int keys, AccumulatorLayout layout) {
    this.keys = keys;
    this.layout = layout;
  }

  int size() {
    return size;
  }

  /** The accumulator of the group that a prepared row belongs to; a new one where there is none. */
  Accumulator of(Object[] row) {
    int hash = hash(row);
    int mask = table.length - 1;
    int index = hash & mask;
    for (Part part = table[index]; part != null; part = table[index]) {
      if (part.hash == hash && isOf(part, row)) {
        return part.accumulator;
      }
      index = (index + 1) & mask;
    }
    Part part = new Part(Arrays.copyOf(row, keys), hash, layout.create());
    table[index] = part;
    if (++size * 2 > table.length) {
      grow();
    }
    return part.accumulator;
  }

  private boolean isOf(Part part, Object[] row) {
    for (int i = 0; i < keys; i++) {
      if (!equal(part.key[i], row[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean equal(Object held, Object value) {
    if (held == value) {
      return true;
    } else if (held == null || value == null) {
      return false;
    }
    return held instanceof byte[] bytes ? Arrays.equals(bytes, (byte[]) value) : held.equals(value);
  }

  private int hash(Object[] row) {
    int hash = 1;
    for (int i = 0; i < keys; i++) {
      Object value = row[i];
      int own =
          value == null
              ? 0
              : value instanceof byte[] bytes ? Arrays.hashCode(bytes) : value.hashCode();
      hash = 31 * hash + own;
    }
    // Neighbouring numbers must not lie in a row, and the low bits choose the place.
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 16);
  }

  private void grow() {
    Part[] old = table;
    table = new Part[old.length * 2];
    int mask = table.length - 1;
    for (Part part : old) {
      if (part != null) {
        int index = part.hash & mask;
        while (table[index] != null) {
          index = (index + 1) & mask;
        }
        table[index] = part;
      }
    }
  }

  /** Takes out all groups. */
  void drain(Consumer<Part> taker) {
    for (int i = 0; i < table.length; i++) {
      Part part = table[i];
      if (part != null) {
        table[i] = null;
        taker.accept(part);
      }
    }
    size = 0;
  }
}
