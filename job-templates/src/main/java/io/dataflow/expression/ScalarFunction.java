package io.dataflow.expression;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A function as the compiler sees it.
 *
 * @param required how many of the parameters an argument must be given for
 * @param variadic whether the last parameter may be given up to {@value #MAX_ARGUMENTS} times
 * @param owner the class of the static method that generated code calls
 */
record ScalarFunction(
    FunctionDefinition definition,
    List<ParameterType> parameters,
    int required,
    boolean variadic,
    ReturnRule returns,
    Calling calling,
    Class<?> owner,
    String method,
    Optional<Binding> binding) {
  static final int MAX_ARGUMENTS = 100;

  enum Calling {
    /** The method is called with all arguments; a nullable result is boxed. */
    METHOD,
    /** The method is called with the first two, then with the result and the next. */
    FOLD,
    COALESCE,
    NULLIF
  }

  /**
   * An argument that must be written out as a text. It is turned into an object once, when the
   * expression is compiled.
   *
   * @param type what {@code make} returns; serializable
   * @param make throws IllegalArgumentException with a message for the author
   */
  record Binding(int argument, Class<?> type, Function<String, Object> make) {}

  String name() {
    return definition.name();
  }

  ParameterType parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  boolean takes(int arguments) {
    return arguments >= required && arguments <= (variadic ? MAX_ARGUMENTS : parameters.size());
  }
}
