package io.dataflow.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.io.Serializable;

/**
 * The pattern of LIKE, ILIKE and SIMILAR TO: {@code %} stands for any text, {@code _} for one
 * character. Matching takes linear time.
 */
public final class LikePattern implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int END = -1;

  /** What SIMILAR TO takes from regular expressions; all else stands for itself. */
  private static final String SIMILAR_OPERATORS = "|*+?{}()[]";

  private enum Shape {
    EXACT,
    PREFIX,
    SUFFIX,
    INFIX,
    GENERAL
  }

  private final Shape shape;
  private final String literal;
  private final Pattern pattern;

  private LikePattern(Shape shape, String literal, Pattern pattern) {
    this.shape = shape;
    this.literal = literal;
    this.pattern = pattern;
  }

  public static LikePattern of(String pattern) {
    return of(pattern, "");
  }

  /**
   * @param escape one character, or empty for none
   * @throws DataException FUNCTION_ERROR if the escape character is not followed by %, _ or itself
   */
  public static LikePattern of(String pattern, String escape) {
    return made(pattern, escape, false);
  }

  /** The pattern of ILIKE. */
  public static LikePattern ignoringCase(String pattern) {
    return ignoringCase(pattern, "");
  }

  public static LikePattern ignoringCase(String pattern, String escape) {
    return made(pattern, escape, true);
  }

  private static LikePattern made(String pattern, String escape, boolean ignoreCase) {
    int escapeCharacter = escapeCharacter(escape);
    StringBuilder literal = new StringBuilder();
    StringBuilder regex = new StringBuilder(ignoreCase ? "(?si)" : "(?s)");
    StringBuilder wildcards = new StringBuilder();
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      boolean escaped = c == escapeCharacter;
      if (escaped) {
        c = i < pattern.length() ? pattern.codePointAt(i) : END;
        if (c != '%' && c != '_' && c != escapeCharacter) {
          throw new DataException(
              ErrorCode.FUNCTION_ERROR,
              "in LIKE the escape character stands before %, _ or itself only");
        }
        i += Character.charCount(c);
      }
      if (!escaped && (c == '%' || c == '_')) {
        regex.append(c == '%' ? ".*" : ".");
        wildcards.append(c == '%' && (literal.length() == 0 || i == pattern.length()) ? '%' : '_');
        wildcards.append(literal.length() == 0 ? '<' : '>');
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
        literal.appendCodePoint(c);
      }
    }
    Shape shape =
        ignoreCase
            ? Shape.GENERAL
            : switch (wildcards.toString()) {
              case "" -> Shape.EXACT;
              case "%<" -> Shape.SUFFIX;
              case "%>" -> Shape.PREFIX;
              case "%<%>" -> Shape.INFIX;
              default -> Shape.GENERAL;
            };
    return new LikePattern(
        shape,
        literal.toString(),
        shape == Shape.GENERAL ? Pattern.compile(regex.toString()) : null);
  }

  private static int escapeCharacter(String escape) {
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR, "ESCAPE takes one character, not '" + escape + "'");
    }
    return escape.isEmpty() ? END : escape.codePointAt(0);
  }

  /** The pattern of SIMILAR TO: that of LIKE with {@code | * + ? {n,m} ( ) [ ]} as well. */
  public static LikePattern similar(String pattern) {
    return similar(pattern, "");
  }

  /**
   * @throws DataException FUNCTION_ERROR if this is no pattern
   */
  public static LikePattern similar(String pattern, String escape) {
    int escapeCharacter = escapeCharacter(escape);
    StringBuilder regex = new StringBuilder("(?s)");
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      if (c == escapeCharacter && i < pattern.length()) {
        c = pattern.codePointAt(i);
        i += Character.charCount(c);
        regex.append(Pattern.quote(Character.toString(c)));
      } else if (inClass) {
        inClass = c != ']';
        regex.append(c == '\\' || c == '[' ? "\\" : "").appendCodePoint(c);
      } else if (c == '%' || c == '_') {
        regex.append(c == '%' ? ".*" : ".");
      } else if (SIMILAR_OPERATORS.indexOf(c) >= 0) {
        inClass = c == '[';
        // SQL has no flags, names and other marks behind a bracket
        regex.append(c == '(' ? "(?:" : Character.toString(c));
      } else {
        regex.append(Pattern.quote(Character.toString(c)));
      }
    }
    try {
      return new LikePattern(Shape.GENERAL, "", RegularExpressions.pattern(regex.toString()));
    } catch (PatternSyntaxException | IllegalArgumentException e) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR, "'" + Casts.shown(pattern) + "' is no pattern of SIMILAR TO");
    }
  }

  public boolean matches(String text) {
    return switch (shape) {
      case EXACT -> text.equals(literal);
      case PREFIX -> text.startsWith(literal);
      case SUFFIX -> text.endsWith(literal);
      case INFIX -> text.contains(literal);
      case GENERAL -> pattern.matches(text);
    };
  }
}
