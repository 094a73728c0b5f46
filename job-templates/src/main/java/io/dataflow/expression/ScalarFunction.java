package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;

/**
 * A function as the compiler sees it.
 *
 * @param required how many of the parameters an argument must be given for
 * @param variadic whether the last parameter may be given up to {@value #MAX_ARGUMENTS} times
 * @param owner the class of the static method that generated code calls
 * @param instantMethod the method for a first argument of type TIMESTAMP_LTZ, or empty if it is the
 *     same
 * @param typeArgument the type that the method is given behind the arguments, from their types;
 *     empty if it takes none
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
    String instantMethod,
    List<Binding> bindings,
    Function<List<RelDataType>, Optional<FieldType>> typeArgument) {
  static final int MAX_ARGUMENTS = 100;

  enum Calling {
    /** The method is called with all arguments; a result that may be missing is boxed. */
    METHOD,
    /** The method is called with the first two, then with the result and the next. */
    FOLD,
    /** The method is called with the first and an array of the others, in which may be nulls. */
    SKIP_NULLS,
    COALESCE,
    NULLIF,
    IF,
    TRY
  }

  /**
   * An argument that is written out as a text. It is turned into an object once, when the
   * expression is compiled.
   *
   * @param type what {@code make} returns; serializable
   * @param make throws IllegalArgumentException with a message for the author
   * @param perRecord a static method that does the same for a text that is not written out; empty
   *     if it must be
   */
  record Binding(int argument, Class<?> type, Function<String, Object> make, String perRecord) {
    boolean mustBeWrittenOut() {
      return perRecord.isEmpty();
    }
  }

  String name() {
    return definition.name();
  }

  ParameterType parameter(int argument) {
    return parameters.get(Math.min(argument, parameters.size() - 1));
  }

  Optional<Binding> binding(int argument) {
    return bindings.stream().filter(binding -> binding.argument() == argument).findFirst();
  }

  boolean takes(int arguments) {
    return arguments >= required && arguments <= (variadic ? MAX_ARGUMENTS : parameters.size());
  }
}
