package io.dataflow.expression;

import io.dataflow.error.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What became of an expression's text.
 *
 * @param expression empty if and only if a diagnostic is an error
 * @param diagnostics errors and warnings, each with its place in the author's text
 */
public record ExpressionResult(Optional<TypedExpression> expression, List<Diagnostic> diagnostics) {
  public ExpressionResult {
    diagnostics = List.copyOf(diagnostics);
  }
}
