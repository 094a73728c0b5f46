package io.dataflow.expression;

import java.util.List;
import java.util.Objects;

/**
 * A function or operator as its user sees it. The compiler works from the same registry, and every
 * example is executed by a test.
 *
 * @param name in upper case; written in any case
 * @param syntax with parameter names and types, optional ones in square brackets
 * @param returns the type of the result
 */
public record FunctionDefinition(
    String name,
    FunctionCategory category,
    String syntax,
    String returns,
    NullRule nullRule,
    String description,
    List<Example> examples) {
  public FunctionDefinition {
    Objects.requireNonNull(name);
    Objects.requireNonNull(category);
    Objects.requireNonNull(syntax);
    Objects.requireNonNull(returns);
    Objects.requireNonNull(nullRule);
    Objects.requireNonNull(description);
    examples = List.copyOf(examples);
  }

  /**
   * An expression without fields, and its result.
   *
   * @param result as {@code CAST(... AS STRING)} writes it, or {@code NULL}
   */
  public record Example(String expression, String result) {}
}
