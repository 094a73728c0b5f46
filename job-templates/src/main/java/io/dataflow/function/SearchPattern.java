package io.dataflow.function;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression of which the first match is looked for. RE2/J walks an automaton over every
 * character; the commonest form, a text that stands there and what follows it ({@code
 * (&|^)channel_id=([^&]*)}), is found by the text instead, and {@code java.util.regex} matches
 * there.
 *
 * <p>That stays linear in time. {@link #FORM} allows, in this order: a start of text or one
 * character or a choice of those, the literal, and at the end one character class repeated without
 * bound. At one position everything in front of the class has a fixed length and as many ways to
 * match as the choice has members, and behind the class nothing can fail, so nothing is ever given
 * back and no second position is tried. Head and literal are tried at each position: (length of the
 * text) x (length of the expression) steps at most. The form has only what RE2 and Java read alike:
 * no flags, no {@code .} and {@code $}, no classes within classes.
 */
public final class SearchPattern implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final String CHARACTER = "[A-Za-z0-9_=&/:;,%@!~\"'<># ]";

  private static final String CHOICE = "(?:\\^|" + CHARACTER + ")";

  private static final String CLASS =
      "(?:\\\\[dw]|\\[\\^?(?:(?!&&)(?:0-9|a-z|A-Z|" + CHARACTER + "))+\\])";

  private static final Pattern FORM =
      Pattern.compile(
          ("(?:\\^|\\(" + CHOICE + "(?:\\|" + CHOICE + ")*\\))?")
              + ("(?<literal>" + CHARACTER + "+)")
              + ("(?:" + CLASS + "[*+]|\\(" + CLASS + "[*+]\\))?"));

  private final com.google.re2j.Pattern pattern;

  /** What every match holds, at most one character behind its beginning; null if not known. */
  private final String literal;

  /** The same expression; null where it is not of the form. */
  private final Pattern simple;

  private SearchPattern(com.google.re2j.Pattern pattern, String literal, Pattern simple) {
    this.pattern = pattern;
    this.literal = literal;
    this.simple = simple;
  }

  /**
   * @throws IllegalArgumentException as {@link RegularExpressions#pattern}
   */
  public static SearchPattern of(String text) {
    com.google.re2j.Pattern pattern = RegularExpressions.pattern(text);
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? new SearchPattern(pattern, form.group("literal"), Pattern.compile(text))
        : new SearchPattern(pattern, null, null);
  }

  int groupCount() {
    return pattern.groupCount();
  }

  /** Whether there is a match anywhere in the text. */
  boolean isIn(String text) {
    return simple == null ? pattern.matcher(text).find() : simpleMatch(text) != null;
  }

  /** A group of the first match; null if there is no match or it is without the group. */
  String group(String text, int group) {
    if (simple == null) {
      com.google.re2j.Matcher matcher = pattern.matcher(text);
      return matcher.find() ? matcher.group(group) : null;
    }
    Matcher matcher = simpleMatch(text);
    return matcher == null ? null : matcher.group(group);
  }

  private Matcher simpleMatch(String text) {
    int at = text.indexOf(literal);
    if (at < 0) {
      return null;
    }
    Matcher matcher = simple.matcher(text);
    return matcher.find(Math.max(0, at - 1)) ? matcher : null;
  }
}
