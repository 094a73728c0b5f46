package io.dataflow.expression;

import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import java.util.List;
import java.util.TreeSet;

/** Reports words that are nothing the expression can use, each with the nearest that it can. */
final class NameProblems {
  private final ExpressionText source;
  private final FunctionRegistry registry;

  NameProblems(ExpressionText source, FunctionRegistry registry) {
    this.source = source;
    this.registry = registry;
  }

  void unexpected(Token token) {
    String word = Vocabulary.upper(token.text());
    unexpected(
        token,
        NearestName.of(word.length() > 1 ? word : "?", Vocabulary.INFIX)
            .map(known -> "did you mean " + known + "?")
            .orElse("between two values stands an operator such as AND, OR, = or +"));
  }

  void unexpected(Token token, String hint) {
    source.error(
        ErrorCode.INVALID_EXPRESSION,
        token.start(),
        token.end(),
        "'" + token.text() + "' is not expected here",
        hint);
  }

  void unknownFunction(Token token) {
    source.error(
        ErrorCode.UNKNOWN_FUNCTION,
        token.start(),
        token.end(),
        "there is no function '" + token.text() + "'",
        NearestName.of(Vocabulary.upper(token.text()), registry.names())
            .map(known -> "did you mean " + known + "? " + syntax(known))
            .orElse("the function reference lists all functions"));
  }

  private String syntax(String name) {
    return registry.find(name).map(found -> found.definition().syntax()).orElse("");
  }

  void notDeterministic(Token token) {
    source.error(
        ErrorCode.NOT_AVAILABLE,
        token.start(),
        token.end(),
        Vocabulary.upper(token.text())
            + " is not available: after a restart it would give another result for the same record",
        "compute from the fields of the record, for example from its event time");
  }

  /**
   * A field that is not among the known ones.
   *
   * @param path the words that lead to it and its name, without quotes
   */
  void unknownField(Token name, String path, List<String> known) {
    String hint =
        known.isEmpty()
            ? "the input has no fields"
            : NearestName.hint(name.text(), new TreeSet<>(known));
    if (path.equals(name.text()) && name.kind() == Token.Kind.WORD) {
      hint += "; text stands between single quotes";
    }
    source.error(
        ErrorCode.UNKNOWN_FIELD,
        name.start(),
        name.end(),
        "there is no field '" + path + "'",
        hint);
  }

  void onlyRowsHaveFields(Token name) {
    source.error(
        ErrorCode.UNKNOWN_FIELD,
        name.start(),
        name.end(),
        "there is no field '" + name.text() + "' here",
        "only a ROW has fields");
  }
}
