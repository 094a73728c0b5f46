package io.dataflow.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All functions and operators of the expression language: what the compiler resolves names with,
 * and what the function reference is made from. Immutable.
 */
public final class FunctionRegistry {
  private final Map<String, ScalarFunction> functions;
  private final List<FunctionDefinition> definitions;

  private FunctionRegistry(List<ScalarFunction> all, List<FunctionDefinition> operators) {
    Map<String, ScalarFunction> byName = new LinkedHashMap<>();
    List<FunctionDefinition> described = new ArrayList<>(operators);
    for (ScalarFunction function : all) {
      List<String> names = new ArrayList<>(function.definition().aliases());
      names.add(function.name());
      for (String name : names) {
        if (byName.put(name, function) != null) {
          throw new IllegalStateException("two functions are called " + name);
        }
      }
      described.add(function.definition());
    }
    this.functions = Collections.unmodifiableMap(byName);
    this.definitions = List.copyOf(described);
  }

  /** The functions that DataFlow comes with. */
  public static FunctionRegistry standard() {
    List<ScalarFunction> all = new ArrayList<>();
    all.addAll(ConditionalFunctions.all());
    all.addAll(NumberFunctions.all());
    all.addAll(MathFunctions.all());
    all.addAll(TextFunctions.all());
    all.addAll(TextPartFunctions.all());
    all.addAll(RegexFunctions.all());
    all.addAll(DateTimeFunctions.all());
    all.addAll(TimeTextFunctions.all());
    all.addAll(JsonFunctions.all());
    all.addAll(EncodingFunctions.all());
    all.addAll(CollectionFunctions.all());
    all.addAll(MapFunctions.all());
    return new FunctionRegistry(all, Operators.all());
  }

  /** Operators first, then functions by category. */
  public List<FunctionDefinition> definitions() {
    return definitions;
  }

  /** What can stand before a bracket. */
  Set<String> names() {
    return functions.keySet().stream()
        .filter(name -> !name.contains(" "))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** By its name or one of its aliases, in any case. */
  Optional<ScalarFunction> find(String name) {
    return Optional.ofNullable(functions.get(name.toUpperCase(Locale.ROOT)));
  }
}
