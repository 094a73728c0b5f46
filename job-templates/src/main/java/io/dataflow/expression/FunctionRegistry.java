package io.dataflow.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All functions and operators of the expression language: what the compiler resolves names with,
 * and what the function reference is made from. Immutable.
 */
public final class FunctionRegistry {
  private final Map<String, ScalarFunction> functions;
  private final List<FunctionDefinition> definitions;

  private FunctionRegistry(
      Map<String, ScalarFunction> functions, List<FunctionDefinition> operators) {
    this.functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
    List<FunctionDefinition> all = new ArrayList<>(operators);
    functions.values().forEach(function -> all.add(function.definition()));
    this.definitions = List.copyOf(all);
  }

  /** The functions that DataFlow comes with. */
  public static FunctionRegistry standard() {
    Map<String, ScalarFunction> functions = new LinkedHashMap<>();
    List<ScalarFunction> all = new ArrayList<>();
    all.addAll(ConditionalFunctions.all());
    all.addAll(NumberFunctions.all());
    all.addAll(TextFunctions.all());
    all.addAll(DateTimeFunctions.all());
    all.addAll(OtherFunctions.all());
    for (ScalarFunction function : all) {
      if (functions.put(function.name(), function) != null) {
        throw new IllegalStateException("two functions are called " + function.name());
      }
    }
    return new FunctionRegistry(functions, Operators.all());
  }

  /** Operators first, then functions by category. */
  public List<FunctionDefinition> definitions() {
    return definitions;
  }

  Set<String> names() {
    return functions.keySet();
  }

  Optional<ScalarFunction> find(String name) {
    return Optional.ofNullable(functions.get(name.toUpperCase(Locale.ROOT)));
  }
}
