package io.dataflow.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** Regular expressions of RE2: linear in time, no look-around and no back-references. */
public final class RegularExpressions {
  private RegularExpressions() {}

  /**
   * @throws IllegalArgumentException if this is no regular expression, or one that would need too
   *     much memory
   */
  public static Pattern pattern(String text) {
    if (RegexSize.of(text) > RegexSize.MOST) {
      throw new IllegalArgumentException(
          "the regular expression is too large: its repetitions, written out, have more than "
              + RegexSize.MOST
              + " parts");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "this is no regular expression: "
              + e.getDescription()
              + " '"
              + e.getPattern()
              + "'; RE2 has no look-around and no back-references",
          e);
    }
  }

  /** Whether the pattern is found anywhere in the text. */
  public static boolean like(String text, SearchPattern pattern) {
    return pattern.isIn(text);
  }

  public static String extract(String text, SearchPattern pattern) {
    return extract(text, pattern, pattern.groupCount() == 0 ? 0 : 1);
  }

  /** A group of the first match, group 0 being all of it; null if there is no match. */
  public static String extract(String text, SearchPattern pattern, long group) {
    checkGroup(pattern.groupCount(), group);
    return pattern.group(text, (int) group);
  }

  /** The number of matches, which do not overlap. */
  public static int count(String text, Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    int count = 0;
    while (findNext(matcher, text)) {
      count++;
    }
    return count;
  }

  public static Object[] extractAll(String text, Pattern pattern) {
    return extractAll(text, pattern, pattern.groupCount() == 0 ? 0 : 1);
  }

  /** A group of every match; null for a match without the group. */
  public static Object[] extractAll(String text, Pattern pattern, long group) {
    checkGroup(pattern.groupCount(), group);
    List<Object> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (findNext(matcher, text)) {
      found.add(matcher.group((int) group));
    }
    return found.toArray();
  }

  /**
   * After an empty match RE2/J goes on one UTF-16 unit further, be it in the middle of a character.
   */
  private static boolean findNext(Matcher matcher, String text) {
    while (matcher.find()) {
      int start = matcher.start();
      boolean inside =
          start > 0
              && start < text.length()
              && Character.isSurrogatePair(text.charAt(start - 1), text.charAt(start));
      if (!inside) {
        return true;
      }
    }
    return false;
  }

  private static void checkGroup(int groups, long group) {
    if (group < 0 || group > groups) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR,
          "the regular expression has " + groups + " groups, not " + group);
    }
  }

  /** Every match replaced; {@code $1} in the replacement is the first group. */
  public static String replace(String text, Pattern pattern, String replacement) {
    Matcher matcher = pattern.matcher(text);
    StringBuilder replaced = new StringBuilder();
    try {
      while (findNext(matcher, text)) {
        matcher.appendReplacement(replaced, replacement);
      }
      return matcher.appendTail(replaced).toString();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR,
          "the replacement '" + replacement + "' names a group that does not exist");
    }
  }
}
