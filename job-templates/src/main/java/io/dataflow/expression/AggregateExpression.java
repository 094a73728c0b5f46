package io.dataflow.expression;

import io.dataflow.error.Diagnostic;
import io.dataflow.function.AggregateKind;
import io.dataflow.schema.FieldType;
import java.util.List;
import java.util.Optional;

/**
 * A call of an aggregate function, checked and typed.
 *
 * @param arguments expressions over the step's input; empty: {@code COUNT(*)}
 * @param filter of type BOOLEAN
 * @param parameter the part of a PERCENTILE
 * @param text the call in its canonical spelling
 */
public record AggregateExpression(
    AggregateKind kind,
    boolean distinct,
    List<TypedExpression> arguments,
    Optional<TypedExpression> filter,
    double parameter,
    FieldType resultType,
    String text) {
  public AggregateExpression {
    arguments = List.copyOf(arguments);
  }

  /**
   * What became of a call's text.
   *
   * @param call empty if and only if a diagnostic is an error
   */
  public record Result(Optional<AggregateExpression> call, List<Diagnostic> diagnostics) {
    public Result {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
