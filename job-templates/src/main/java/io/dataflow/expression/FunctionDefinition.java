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
 * @param aliases other names that are read as this one
 */
public record FunctionDefinition(
    String name,
    FunctionCategory category,
    String syntax,
    String returns,
    NullRule nullRule,
    String description,
    List<Example> examples,
    List<String> aliases) {
  public FunctionDefinition {
    Objects.requireNonNull(name);
    Objects.requireNonNull(category);
    Objects.requireNonNull(syntax);
    Objects.requireNonNull(returns);
    Objects.requireNonNull(nullRule);
    Objects.requireNonNull(description);
    examples = List.copyOf(examples);
    aliases = List.copyOf(aliases);
  }

  /** A function of one name. */
  public FunctionDefinition(
      String name,
      FunctionCategory category,
      String syntax,
      String returns,
      NullRule nullRule,
      String description,
      List<Example> examples) {
    this(name, category, syntax, returns, nullRule, description, examples, List.of());
  }

  /**
   * An expression without fields, and its result.
   *
   * @param result as {@code CAST(... AS STRING)} writes it, arrays, maps and rows as {@code
   *     JSON_STRING} does, or {@code NULL}
   */
  public record Example(String expression, String result) {}
}
