package io.dataflow.function;

import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.schema.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Functions on arrays, which they never change. Positions start with 1; an element may be null. */
public final class Elements {
  private Elements() {}

  /** The element at a position counted from 1; null if there is none. */
  public static Object at(Object[] array, long position) {
    return position >= 1 && position <= array.length ? array[(int) position - 1] : null;
  }

  public static Object at(Map<?, ?> map, Object key) {
    return map.get(key);
  }

  /** The entries, each as a row of key and value. */
  public static Object[] entries(Map<?, ?> map) {
    Object[] entries = new Object[map.size()];
    int next = 0;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      entries[next++] = new Object[] {entry.getKey(), entry.getValue()};
    }
    return entries;
  }

  /**
   * The parts of a text.
   *
   * @param trim whether white space around the parts is cut off and empty ones are left out
   */
  public static Object[] parts(String text, String delimiter, boolean trim) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
      add(parts, text.substring(from, at), trim);
      from = at + delimiter.length();
    }
    add(parts, text.substring(from), trim);
    return parts.toArray();
  }

  private static void add(List<String> parts, String part, boolean trim) {
    String kept = trim ? part.strip() : part;
    if (!trim || !kept.isEmpty()) {
      parts.add(kept);
    }
  }

  public static int cardinality(Object[] array) {
    return array.length;
  }

  public static int cardinality(Map<?, ?> map) {
    return map.size();
  }

  public static boolean contains(Object[] array, Object value) {
    return position(array, value) > 0;
  }

  /** Position of the first element that equals the value, 0 if none does. */
  public static int position(Object[] array, Object value) {
    for (int i = 0; i < array.length; i++) {
      if (Objects.deepEquals(array[i], value)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The one element, null if there is none. */
  public static Object only(Object[] array) {
    if (array.length > 1) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR, "ELEMENT takes an array of one element, not " + array.length);
    }
    return array.length == 0 ? null : array[0];
  }

  public static Object[] concat(Object[] a, Object[] b) {
    Object[] result = Arrays.copyOf(a, a.length + b.length, Object[].class);
    System.arraycopy(b, 0, result, a.length, b.length);
    return result;
  }

  public static Object[] reverse(Object[] array) {
    List<Object> elements = new ArrayList<>(Arrays.asList(array));
    Collections.reverse(elements);
    return elements.toArray();
  }

  public static Object[] remove(Object[] array, Object value) {
    return Arrays.stream(array).filter(each -> !Objects.deepEquals(each, value)).toArray();
  }

  /** Both positions inclusive; 0 is the first, negative ones count from the end. */
  public static Object[] slice(Object[] array, long start, long end) {
    long first = start < 0 ? array.length + start : Math.max(0, start - 1);
    long last = end < 0 ? array.length + end : end == 0 ? 0 : end - 1;
    first = Math.max(0, first);
    last = Math.min(array.length - 1L, last);
    return first > last
        ? new Object[0]
        : Arrays.copyOfRange(array, (int) first, (int) last + 1, Object[].class);
  }

  public static Object[] slice(Object[] array, long start) {
    return slice(array, start, Long.MAX_VALUE);
  }

  public static Object[] sort(Object[] array) {
    return sort(array, true);
  }

  /** Elements that are null stand first, or last if the order is descending. */
  public static Object[] sort(Object[] array, boolean ascending) {
    Object[] sorted = array.clone();
    Arrays.sort(sorted, ascending ? order() : order().reversed());
    return sorted;
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the compiler takes arrays of one ordered type only
  private static Comparator<Object> order() {
    return Comparator.nullsFirst((a, b) -> ((Comparable) a).compareTo(b));
  }

  /** The greatest element that is not null; null if there is none. */
  public static Object max(Object[] array) {
    return Arrays.stream(array).filter(Objects::nonNull).max(order()).orElse(null);
  }

  /** The least element that is not null; null if there is none. */
  public static Object min(Object[] array) {
    return Arrays.stream(array).filter(Objects::nonNull).min(order()).orElse(null);
  }

  public static Object[] distinct(Object[] array) {
    return values(keys(array));
  }

  public static Object[] union(Object[] a, Object[] b) {
    return distinct(concat(a, b));
  }

  public static Object[] intersect(Object[] a, Object[] b) {
    Set<Key> common = keys(a);
    common.retainAll(keys(b));
    return values(common);
  }

  public static Object[] except(Object[] a, Object[] b) {
    Set<Key> rest = keys(a);
    rest.removeAll(keys(b));
    return values(rest);
  }

  private static Set<Key> keys(Object[] array) {
    Set<Key> keys = new LinkedHashSet<>();
    for (Object element : array) {
      keys.add(new Key(element));
    }
    return keys;
  }

  private static Object[] values(Collection<Key> keys) {
    return keys.stream().map(Key::value).toArray();
  }

  /** Equal where the values are: bytes, arrays and rows by what is in them. */
  private record Key(Object value) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Objects.deepEquals(value, key.value);
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(new Object[] {value});
    }
  }

  public static String join(Object[] array, String delimiter, FieldType type) {
    return join(array, delimiter, null, type);
  }

  /**
   * Elements that are null are left out, or written as the substitute if there is one.
   *
   * @param type of the array
   */
  public static String join(Object[] array, String delimiter, String substitute, FieldType type) {
    FieldType element = ((FieldType.Array) type).element();
    Object[] texts = new Object[array.length];
    for (int i = 0; i < array.length; i++) {
      texts[i] = array[i] == null ? substitute : ScalarTexts.of(element, array[i]);
    }
    return TextParts.concatWs(delimiter, texts);
  }
}
