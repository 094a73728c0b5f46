package io.dataflow.expression;

import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The filter that is written as a field, an operator and a value instead of as an expression. */
final class FieldComparison {
  private static final Map<String, String> OPERATORS =
      Map.of(
          "==", "=", "=", "=", "!=", "<>", "<>", "<>", "<", "<", "<=", "<=", ">", ">", ">=", ">=");

  private FieldComparison() {}

  static ExpressionResult compile(
      ExpressionCompiler compiler,
      RecordSchema input,
      String field,
      String operator,
      String value,
      String pointer) {
    String sign = OPERATORS.get(operator.strip());
    if (sign == null) {
      return failed(
          Diagnostic.error(
                  ErrorCode.INVALID_VALUE,
                  pointer + "/operator",
                  "there is no operator '" + operator + "'")
              .withHint("one of == != < <= > >="));
    }
    String path = path(input, field);
    ExpressionResult left = compiler.compile(path, input, pointer + "/field");
    if (left.expression().isEmpty()) {
      return failed(left.diagnostics());
    }
    FieldType type = left.expression().get().type().withNullable(true);
    String literal = "'" + value.replace("'", "''") + "'";
    if (!String.class.equals(type.javaClass())) {
      literal = "CAST(" + literal + " AS " + type + ")";
    }
    ExpressionResult result =
        compiler.compile(path + " " + sign + " " + literal, input, pointer + "/value");
    Optional<Diagnostic> unreadable =
        LiteralText.problem(value, type)
            .map(message -> mismatch(field, pointer + "/value", message));
    return unreadable
        .map(FieldComparison::failed)
        .orElse(new ExpressionResult(result.expression(), withoutSpans(result.diagnostics())));
  }

  private static Diagnostic mismatch(String field, String pointer, String message) {
    return Diagnostic.error(
        ErrorCode.EXPRESSION_TYPE, pointer, "the value for field '" + field + "': " + message);
  }

  private static String path(RecordSchema input, String field) {
    String name = field.startsWith("$.") ? field.substring(2) : field;
    List<String> parts = input.indexOf(name) >= 0 ? List.of(name) : List.of(name.split("\\.", -1));
    List<String> quoted = new ArrayList<>();
    for (String part : parts) {
      quoted.add("`" + part.replace("`", "``") + "`");
    }
    return String.join(".", quoted);
  }

  private static ExpressionResult failed(Diagnostic error) {
    return new ExpressionResult(Optional.empty(), List.of(error));
  }

  private static ExpressionResult failed(List<Diagnostic> diagnostics) {
    return new ExpressionResult(Optional.empty(), withoutSpans(diagnostics));
  }

  /** The text that the spans belong to is ours, not the author's. */
  private static List<Diagnostic> withoutSpans(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(
            found ->
                new Diagnostic(
                    found.code(),
                    found.severity(),
                    found.pointer(),
                    found.location(),
                    Optional.empty(),
                    found.message(),
                    found.hint()))
        .toList();
  }
}
