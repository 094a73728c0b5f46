package io.dataflow.record;

import java.util.Arrays;
import java.util.Map;

/** Equality of values by what they hold, arrays within maps too, and the same in every process. */
final class Values {
  private Values() {}

  static boolean equal(Object a, Object b) {
    if (a == b) {
      return true;
    } else if (a == null || b == null) {
      return false;
    } else if (isScalar(a)) {
      return a.equals(b);
    } else if (a instanceof Object[] array) {
      return b instanceof Object[] other && equal(array, other);
    } else if (a instanceof byte[] bytes) {
      return b instanceof byte[] other && Arrays.equals(bytes, other);
    } else if (a instanceof Map<?, ?> map) {
      return b instanceof Map<?, ?> other && equal(map, other);
    }
    return a.equals(b);
  }

  static boolean equal(Object[] a, Object[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!equal(a[i], b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Keys are found by their own equality: none is an array. */
  private static boolean equal(Map<?, ?> a, Map<?, ?> b) {
    return a.size() == b.size()
        && a.entrySet().stream()
            .allMatch(
                entry ->
                    b.containsKey(entry.getKey())
                        && equal(entry.getValue(), b.get(entry.getKey())));
  }

  static int hash(Object value) {
    if (value == null) {
      return 0;
    } else if (isScalar(value)) {
      return value.hashCode();
    } else if (value instanceof Object[] array) {
      return hash(array);
    } else if (value instanceof byte[] bytes) {
      return Arrays.hashCode(bytes);
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .mapToInt(entry -> hash(entry.getKey()) ^ hash(entry.getValue()))
          .sum();
    }
    return value.hashCode();
  }

  /** Most values are, keys all of them but BYTES, so it is asked first. */
  private static boolean isScalar(Object value) {
    return value instanceof String || value instanceof Number;
  }

  static int hash(Object[] values) {
    int hash = 1;
    for (Object value : values) {
      hash = 31 * hash + hash(value);
    }
    return hash;
  }
}
