package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Functions on maps, which they never change and whose order they keep. */
public final class Entries {
  private Entries() {}

  /** Of key, value, key, value, ...; of equal keys the last one stays. */
  public static Map<Object, Object> of(Object[] keysAndValues) {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      put(map, keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  private static void put(Map<Object, Object> map, Object key, Object value) {
    if (key == null) {
      throw new DataException(ErrorCode.FUNCTION_ERROR, "a key of a map cannot be NULL");
    }
    map.put(key, value);
  }

  public static Map<Object, Object> fromArrays(Object[] keys, Object[] values) {
    if (keys.length != values.length) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR,
          "MAP_FROM_ARRAYS takes as many keys as values, not "
              + keys.length
              + " and "
              + values.length);
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      put(map, keys[i], values[i]);
    }
    return map;
  }

  public static Map<Object, Object> union(Map<?, ?> a, Map<?, ?> b) {
    Map<Object, Object> all = new LinkedHashMap<>(a);
    all.putAll(b);
    return all;
  }

  public static Object[] keys(Map<?, ?> map) {
    return map.keySet().toArray();
  }

  public static Object[] values(Map<?, ?> map) {
    return map.values().toArray();
  }

  /** Rows of key and value. */
  public static Object[] entries(Map<?, ?> map) {
    return map.entrySet().stream()
        .map(entry -> new Object[] {entry.getKey(), entry.getValue()})
        .toArray();
  }
}
