package io.dataflow.function;

import com.google.re2j.Pattern;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import java.io.Serializable;

/**
 * The pattern of LIKE: {@code %} stands for any text, {@code _} for one character. Matching takes
 * linear time.
 */
public final class LikePattern implements Serializable {
  private static final long serialVersionUID = 1L;

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
    if (escape.codePointCount(0, escape.length()) > 1) {
      throw new DataException(
          ErrorCode.FUNCTION_ERROR, "ESCAPE takes one character, not '" + escape + "'");
    }
    StringBuilder literal = new StringBuilder();
    StringBuilder regex = new StringBuilder("(?s)");
    StringBuilder wildcards = new StringBuilder();
    for (int i = 0; i < pattern.length(); ) {
      int c = pattern.codePointAt(i);
      i += Character.charCount(c);
      boolean escaped = !escape.isEmpty() && c == escape.codePointAt(0);
      if (escaped) {
        c = i < pattern.length() ? pattern.codePointAt(i) : -1;
        if (c != '%' && c != '_' && c != escape.codePointAt(0)) {
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
        switch (wildcards.toString()) {
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
