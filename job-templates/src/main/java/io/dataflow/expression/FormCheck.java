package io.dataflow.expression;

import io.dataflow.error.Diagnostic;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with an expression whatever the fields of its input are: every name that may be one
 * is taken for one, and nothing is typed.
 */
final class FormCheck {
  private static final RecordSchema NO_FIELDS = new RecordSchema(List.of());
  private static final Token END = new Token(Token.Kind.SYMBOL, "", 0, 0);

  private FormCheck() {}

  static List<Diagnostic> check(ExpressionText source, FunctionRegistry registry) {
    List<Token> tokens = ExpressionCompiler.tokens(source);
    if (source.found().hasErrors()) {
      return errors(source);
    }
    List<Token> words = joined(new LegacySyntax(source, NO_FIELDS).replace(tokens));
    if (isOpen(words)) {
      return List.of();
    }
    SqlText sql = NameResolver.resolve(source, words, fields(words), registry);
    if (!source.found().hasErrors()) {
      new SqlSyntax(source, sql, registry).parse();
    }
    return errors(source);
  }

  private static List<Diagnostic> errors(ExpressionText source) {
    return source.found().all().stream().filter(Diagnostic::isError).toList();
  }

  /** A word of the grammar where an operand is expected may be a field: only the input tells. */
  private static boolean isOpen(List<Token> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean map = token.isWord("MAP") && i + 1 < tokens.size() && tokens.get(i + 1).isSymbol("[");
      boolean prefix = Vocabulary.PREFIX.contains(Vocabulary.upper(token.text()));
      if (token.kind() == Token.Kind.WORD && (map || prefix) && !standsBehindOperand(tokens, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean standsBehindOperand(List<Token> tokens, int index) {
    if (index == 0) {
      return false;
    }
    Token before = tokens.get(index - 1);
    if (before.kind() == Token.Kind.SYMBOL) {
      return before.isSymbol(")") || before.isSymbol("]");
    }
    boolean afterIsNot = before.isWord("NOT") && index > 1 && tokens.get(index - 2).isWord("IS");
    return afterIsNot
        || before.isWord("IS")
        || before.kind() != Token.Kind.WORD
        || !Vocabulary.isSyntax(Vocabulary.upper(before.text()));
  }

  /** Names with dots as one name each: what is nested in what is not known. */
  private static List<Token> joined(List<Token> tokens) {
    List<Token> joined = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token first = tokens.get(i);
      int last = i;
      StringBuilder name = new StringBuilder(first.text());
      while (first.isName()
          && last + 2 < tokens.size()
          && tokens.get(last + 1).isSymbol(".")
          && tokens.get(last + 2).isName()) {
        last += 2;
        name.append('.').append(tokens.get(last).text());
      }
      joined.add(
          last == i
              ? first
              : new Token(
                  Token.Kind.QUOTED_NAME, name.toString(), first.start(), tokens.get(last).end()));
      i = last;
    }
    return joined;
  }

  /** A field for each word that no grammar claims; behind an operand a word never is a field. */
  private static RecordSchema fields(List<Token> tokens) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      Token next = i + 1 < tokens.size() ? tokens.get(i + 1) : END;
      boolean literal = next.kind() == Token.Kind.STRING || next.kind() == Token.Kind.NUMBER;
      boolean claimed =
          token.kind() == Token.Kind.WORD
              && (literal || (token.isWord("ARRAY") && next.isSymbol("[")));
      if (token.isName() && !claimed && !next.isSymbol("(")) {
        names.add(token.text());
      }
    }
    return new RecordSchema(
        names.stream().map(name -> new Field(name, FieldType.of(ScalarKind.STRING))).toList());
  }
}
