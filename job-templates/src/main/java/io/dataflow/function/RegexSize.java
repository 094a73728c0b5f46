package io.dataflow.function;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How large a regular expression becomes when its repetitions are written out, as RE2 does: {@code
 * ((a{1000}){1000}){1000}} would fill any heap. An estimate from above, not a parser.
 */
final class RegexSize {
  static final long MOST = 20_000;

  /**
   * @param before size of what stands in the group so far, its last part aside
   * @param last size of the last part, which a repetition multiplies
   */
  private record Group(long before, long last) {}

  private RegexSize() {}

  static long of(String regex) {
    Deque<Group> open = new ArrayDeque<>();
    Group group = new Group(0, 0);
    for (int i = 0; i < regex.length() && group.before() <= MOST; i++) {
      char c = regex.charAt(i);
      switch (c) {
        case '(' -> {
          open.push(group);
          group = new Group(0, 0);
        }
        case ')' -> {
          long inside = group.before() + group.last() + 1;
          Group outer = open.isEmpty() ? new Group(0, 0) : open.pop();
          group = new Group(outer.before() + outer.last(), inside);
        }
        case '{' -> {
          int end = regex.indexOf('}', i);
          long times = end < 0 ? 1 : times(regex.substring(i + 1, end));
          group = new Group(group.before(), Math.min(MOST + 1, group.last() * times));
        }
        case '\\' -> {
          int end = endOfEscape(regex, i);
          group = new Group(group.before() + group.last() + end - i, 1);
          i = end;
        }
        case '[' -> {
          i = endOfClass(regex, i);
          group = new Group(group.before() + group.last(), 1);
        }
        default -> group = new Group(group.before() + group.last(), 1);
      }
    }
    return group.before() + group.last();
  }

  /** {@code \Q} quotes all up to {@code \E}. */
  private static int endOfEscape(String regex, int start) {
    if (!regex.startsWith("Q", start + 1)) {
      return start + 1;
    }
    int end = regex.indexOf("\\E", start);
    return end < 0 ? regex.length() : end + 1;
  }

  private static int endOfClass(String regex, int start) {
    int i = start + 1;
    if (regex.startsWith("^", i)) {
      i++;
    }
    // a ] that comes first is a member
    for (i++; i < regex.length() && regex.charAt(i) != ']'; i++) {
      if (regex.charAt(i) == '\\') {
        i++;
      }
    }
    return i;
  }

  /** The greater number of {@code n}, {@code n,} or {@code n,m}; 1 if this is no repetition. */
  private static long times(String counts) {
    long most = 1;
    for (String count : counts.split(",", -1)) {
      if (count.length() <= 4 && count.chars().allMatch(c -> c >= '0' && c <= '9')) {
        most = Math.max(most, count.isEmpty() ? 1 : Long.parseLong(count));
      }
    }
    return most;
  }
}
