package io.dataflow.expression;

/**
 * A word or sign of an expression.
 *
 * @param text the content without quotes for names and strings, else as written
 * @param start offset of the first character in the author's text
 * @param end offset behind the last character
 */
record Token(Kind kind, String text, int start, int end) {
  enum Kind {
    WORD,
    QUOTED_NAME,
    STRING,
    DOUBLE_QUOTED,
    NUMBER,
    SYMBOL
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equalsIgnoreCase(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isName() {
    return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
  }

  Token as(Kind newKind, String newText) {
    return new Token(newKind, newText, start, end);
  }
}
