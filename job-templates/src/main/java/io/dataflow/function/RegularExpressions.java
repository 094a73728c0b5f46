package io.dataflow.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;

/** Regular expressions of RE2: linear in time, no look-around and no back-references. */
public final class RegularExpressions {
  private RegularExpressions() {}

  /**
   * @throws IllegalArgumentException if this is no regular expression
   */
  public static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "this is no regular expression: " + e.getDescription() + " '" + e.getPattern() + "'", e);
    }
  }

  /** Whether the pattern is found anywhere in the text. */
  public static boolean like(String text, Pattern pattern) {
    return pattern.matcher(text).find();
  }

  public static String extract(String text, Pattern pattern) {
    return extract(text, pattern, pattern.groupCount() == 0 ? 0 : 1);
  }

  /** A group of the first match, group 0 being all of it; null if there is no match. */
  public static String extract(String text, Pattern pattern, long group) {
    if (group < 0 || group > pattern.groupCount()) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR,
          "the regular expression has " + pattern.groupCount() + " groups, not " + group);
    }
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group((int) group) : null;
  }

  /** Every match replaced; {@code $1} in the replacement is the first group. */
  public static String replace(String text, Pattern pattern, String replacement) {
    try {
      return pattern.matcher(text).replaceAll(replacement);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR,
          "the replacement '" + replacement + "' names a group that does not exist");
    }
  }
}
