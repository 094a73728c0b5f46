package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads spellings that are no SQL but were documented before it was the language: {@code ==} and
 * {@code !=}, {@code == null}, a leading {@code $.}, double-quoted text, and a bare word at the end
 * of exactly three blank-separated words ({@code status == active}). Each is replaced by its SQL
 * form and answered with a warning that shows the expression in SQL.
 */
final class LegacySyntax {
  private static final Set<String> COMPARISONS =
      Set.of("==", "!=", "=", "<>", "<", "<=", ">", ">=");

  private record Use(int start, int end, String message) {}

  private final ExpressionText source;
  private final RecordSchema input;
  private final List<Use> uses = new ArrayList<>();

  LegacySyntax(ExpressionText source, RecordSchema input) {
    this.source = source;
    this.input = input;
  }

  /** The same tokens in SQL; what cannot be replaced is reported. */
  List<Token> replace(List<Token> tokens) {
    List<Token> sql = new ArrayList<>(tokens.size());
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : null;
      if (token.kind() == Token.Kind.DOUBLE_QUOTED) {
        sql.add(text(token));
      } else if (token.isSymbol("$") && next != null && next.isSymbol(".")) {
        use(token.start(), next.end(), "fields are named without '$.'");
        i++;
      } else if (token.isSymbol("==") || token.isSymbol("!=")) {
        boolean equal = token.isSymbol("==");
        if (next != null && next.isWord("NULL") && input.indexOf(next.text()) < 0) {
          use(token.start(), next.end(), "NULL is tested with IS NULL and IS NOT NULL");
          sql.add(token.as(Token.Kind.WORD, "IS"));
          if (!equal) {
            sql.add(token.as(Token.Kind.WORD, "NOT"));
          }
        } else {
          use(
              token.start(),
              token.end(),
              equal ? "SQL compares with '='" : "SQL's sign for 'not equal' is '<>'");
          sql.add(token.as(Token.Kind.SYMBOL, equal ? "=" : "<>"));
        }
      } else {
        sql.add(token);
      }
    }
    bareWord(sql);
    return sql;
  }

  private Token text(Token token) {
    String content = token.text();
    if (input.indexOf(content) >= 0) {
      source.error(
          ErrorCode.AMBIGUOUS_STRING,
          token.start(),
          token.end(),
          "\"" + content + "\" can be a text or the field of that name",
          "write '"
              + content.replace("'", "''")
              + "' for the text, `"
              + content.replace("`", "``")
              + "` for the field");
    } else {
      use(token.start(), token.end(), "text stands between single quotes");
    }
    return token.as(Token.Kind.STRING, content);
  }

  private void bareWord(List<Token> sql) {
    String[] words = source.text().strip().split("\\s+", 4);
    if (words.length != 3 || !COMPARISONS.contains(words[1]) || sql.size() < 3) {
      return;
    }
    Token last = sql.get(sql.size() - 1);
    boolean constant = last.isWord("NULL") || last.isWord("TRUE") || last.isWord("FALSE");
    if (sql.get(0).isName()
        && last.kind() == Token.Kind.WORD
        && words[2].equals(last.text())
        && !constant
        && input.indexOf(last.text()) < 0) {
      use(last.start(), last.end(), "'" + last.text() + "' is no field and is taken for a text");
      sql.set(sql.size() - 1, last.as(Token.Kind.STRING, last.text()));
    }
  }

  private void use(int start, int end, String message) {
    uses.add(new Use(start, end, message));
  }

  /** Reports every use, with the expression in SQL as the hint. */
  void warn(String canonical) {
    for (Use use : uses) {
      source.warning(
          ErrorCode.LEGACY_SYNTAX, use.start(), use.end(), use.message(), "write: " + canonical);
    }
  }
}
