package io.dataflow.function;

import java.util.Arrays;
import java.util.Set;

/** Whether a value is one of many that were written out. */
public final class Membership {
  private Membership() {}

  public static boolean contains(Set<?> members, String value) {
    return members.contains(value);
  }

  /** Members ascending. */
  public static boolean contains(long[] members, long value) {
    return Arrays.binarySearch(members, value) >= 0;
  }
}
