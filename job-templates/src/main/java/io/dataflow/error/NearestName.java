package io.dataflow.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that was probably meant. */
public final class NearestName {
  /** A list of all names, said at each of many wrong ones, would fill the memory. */
  private static final int MOST_NAMES = 50;

  private static final int MOST_CHARACTERS = 1_000;

  private NearestName() {}

  /**
   * The known name within an edit distance of a third of the written one's length, or nothing. Of a
   * single letter, or of nothing, every name of one letter would be near: there only the case may
   * differ.
   */
  public static Optional<String> of(String written, Collection<String> known) {
    int limit = written.length() < 2 ? 0 : Math.max(1, written.length() / 3);
    return known.stream()
        .filter(name -> distance(written, name) <= limit)
        .min(
            Comparator.<String>comparingInt(name -> distance(written, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** {@code did you mean 'x'?}, or the list of what is known. */
  public static String hint(String written, Collection<String> known) {
    return of(written, known)
        .map(name -> "did you mean '" + name + "'?")
        .orElseGet(() -> "known: " + list(known));
  }

  private static String list(Collection<String> known) {
    StringBuilder list = new StringBuilder();
    int listed = 0;
    for (String name : known) {
      if (listed == MOST_NAMES || (listed > 0 && list.length() + name.length() > MOST_CHARACTERS)) {
        return list + " and " + (known.size() - listed) + " more";
      }
      list.append(listed++ == 0 ? "" : ", ").append(name);
    }
    return list.toString();
  }

  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    if (Math.abs(a.length() - b.length()) > Math.max(1, a.length() / 3)) {
      return Integer.MAX_VALUE;
    }
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
