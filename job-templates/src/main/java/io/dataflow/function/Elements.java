package io.dataflow.function;

import java.util.Map;
import java.util.Objects;

/** What is in arrays and maps. */
public final class Elements {
  private Elements() {}

  /** The element at a position counted from 1; null if there is none. */
  public static Object at(Object[] array, long position) {
    return position >= 1 && position <= array.length ? array[(int) position - 1] : null;
  }

  public static Object at(Map<?, ?> map, Object key) {
    return map.get(key);
  }

  public static int cardinality(Object[] array) {
    return array.length;
  }

  public static int cardinality(Map<?, ?> map) {
    return map.size();
  }

  public static boolean contains(Object[] array, Object value) {
    for (Object element : array) {
      if (Objects.deepEquals(element, value)) {
        return true;
      }
    }
    return false;
  }
}
