package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts an expression into tokens and holds it to its limits before Calcite's recursive parser sees
 * it. What it finds wrong goes to the {@link ExpressionText}.
 */
final class Tokenizer {
  static final int MAX_CHARACTERS = 64 * 1024;
  static final int MAX_NESTING = 200;

  /** Each may become a level of the syntax tree, which is walked recursively. */
  static final int MAX_OPERATORS = 2_000;

  private static final List<String> SYMBOLS =
      List.of(
          "===", "!==", "||", "<=", ">=", "<>", "!=", "==", "(", ")", "[", "]", ",", ".", "+", "-",
          "*", "/", "%", "=", "<", ">", "$");
  private static final Set<String> NOT_OPERATORS = Set.of("(", ")", "[", "]", ",", ".", "$");

  private final ExpressionText source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int nesting;
  private int cases;
  private int operators;

  private Tokenizer(ExpressionText source) {
    this.source = source;
    this.text = source.text();
  }

  /** The tokens without blanks and comments; incomplete where an error was reported. */
  static List<Token> tokens(ExpressionText source) {
    if (source.text().length() > MAX_CHARACTERS) {
      source.error(
          ErrorCode.EXPRESSION_TOO_LARGE,
          "the expression has "
              + source.text().length()
              + " characters; at most "
              + MAX_CHARACTERS
              + " are allowed");
      return List.of();
    }
    Tokenizer tokenizer = new Tokenizer(source);
    boolean more = true;
    while (more) {
      more = tokenizer.next();
    }
    return List.copyOf(tokenizer.tokens);
  }

  private boolean next() {
    skipBlanksAndComments();
    if (position >= text.length()) {
      return false;
    }
    char c = text.charAt(position);
    if (c == '\'') {
      return quoted(Token.Kind.STRING, c, "the text");
    }
    if (c == '"') {
      return quoted(Token.Kind.DOUBLE_QUOTED, c, "the text");
    }
    if (c == '`') {
      return quoted(Token.Kind.QUOTED_NAME, c, "the quoted name");
    }
    if (isDigit(c) || (c == '.' && isDigit(at(position + 1)) && !endsWithOperand())) {
      return number();
    }
    if (Character.isJavaIdentifierStart(c) && c != '$') {
      return word();
    }
    return symbol();
  }

  private boolean endsWithOperand() {
    Token last = tokens.isEmpty() ? null : tokens.get(tokens.size() - 1);
    return last != null && (last.isName() || last.isSymbol("]") || last.isSymbol(")"));
  }

  private void skipBlanksAndComments() {
    while (position < text.length()) {
      if (Character.isWhitespace(text.charAt(position)) || text.charAt(position) == '\u00a0') {
        position++;
      } else if (text.startsWith("--", position)) {
        int newline = text.indexOf('\n', position);
        position = newline < 0 ? text.length() : newline;
      } else if (text.startsWith("/*", position)) {
        int close = text.indexOf("*/", position + 2);
        if (close < 0) {
          source.error(
              ErrorCode.INVALID_EXPRESSION,
              position,
              position + 2,
              "the comment that begins here does not end; a */ is missing");
        }
        position = close < 0 ? text.length() : close + 2;
      } else {
        return;
      }
    }
  }

  private boolean quoted(Token.Kind kind, char quote, String what) {
    int start = position++;
    StringBuilder content = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c != quote) {
        content.append(c);
      } else if (at(position) == quote) {
        content.append(c);
        position++;
      } else {
        tokens.add(new Token(kind, content.toString(), start, position));
        return true;
      }
    }
    source.error(
        ErrorCode.INVALID_EXPRESSION,
        start,
        position,
        what + " that begins here does not end; a " + quote + " is missing");
    return false;
  }

  private boolean number() {
    int start = position;
    digits();
    if (at(position) == '.') {
      position++;
      digits();
    }
    if (at(position) == 'e' || at(position) == 'E') {
      int sign = at(position + 1) == '+' || at(position + 1) == '-' ? 1 : 0;
      if (isDigit(at(position + 1 + sign))) {
        position += 1 + sign;
        digits();
      }
    }
    if (Character.isJavaIdentifierPart(at(position))) {
      while (Character.isJavaIdentifierPart(at(position))) {
        position++;
      }
      source.error(
          ErrorCode.INVALID_EXPRESSION,
          start,
          position,
          "'" + text.substring(start, position) + "' is neither a number nor a name",
          "put a name that starts with a digit between back-quotes, text between single quotes");
      return true;
    }
    tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, position), start, position));
    return true;
  }

  private void digits() {
    while (isDigit(at(position))) {
      position++;
    }
  }

  private boolean word() {
    int start = position;
    while (position < text.length() && Character.isJavaIdentifierPart(text.charAt(position))) {
      position++;
    }
    Token word = new Token(Token.Kind.WORD, text.substring(start, position), start, position);
    tokens.add(word);
    if (word.isWord("CASE")) {
      // separate from brackets: a field may be called "end", which must not make room for brackets
      cases++;
      return nest(0, start) && countOperator(start);
    } else if (word.isWord("END")) {
      cases = Math.max(0, cases - 1);
    } else if (word.isWord("AND") || word.isWord("OR") || word.isWord("NOT")) {
      return countOperator(start);
    }
    return true;
  }

  private boolean symbol() {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, position)) {
        int start = position;
        position += symbol.length();
        tokens.add(new Token(Token.Kind.SYMBOL, symbol, start, position));
        if (symbol.length() == 3) {
          source.error(
              ErrorCode.INVALID_EXPRESSION,
              start,
              position,
              "there is no operator '" + symbol + "'",
              symbol.equals("===")
                  ? "SQL compares with '='"
                  : "SQL's sign for 'not equal' is '<>'");
        }
        return switch (symbol) {
          case "(", "[" -> nest(1, start);
          case ")", "]" -> nest(-1, start);
          default -> NOT_OPERATORS.contains(symbol) || countOperator(start);
        };
      }
    }
    int length = Character.charCount(text.codePointAt(position));
    source.error(
        ErrorCode.INVALID_EXPRESSION,
        position,
        position + length,
        "the character '" + text.substring(position, position + length) + "' has no meaning here");
    position += length;
    return true;
  }

  private boolean nest(int change, int start) {
    nesting = Math.max(0, nesting + change);
    if (nesting + cases <= MAX_NESTING) {
      return true;
    }
    source.error(
        ErrorCode.EXPRESSION_TOO_LARGE,
        start,
        start + 1,
        "the expression is nested deeper than " + MAX_NESTING + " levels");
    return false;
  }

  private boolean countOperator(int start) {
    if (++operators <= MAX_OPERATORS) {
      return true;
    }
    source.error(
        ErrorCode.EXPRESSION_TOO_LARGE,
        start,
        start + 1,
        "the expression has more than " + MAX_OPERATORS + " operators",
        "compare one value with many by IN (...), or spread the work over several steps");
    return false;
  }

  private char at(int index) {
    return index < text.length() ? text.charAt(index) : '\n';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
