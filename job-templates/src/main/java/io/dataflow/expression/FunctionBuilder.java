package io.dataflow.expression;

import io.dataflow.schema.ScalarKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes one line of the function table. */
final class FunctionBuilder {
  private final String name;
  private final FunctionCategory category;
  private final List<ParameterType> parameters = new ArrayList<>();
  private final List<FunctionDefinition.Example> examples = new ArrayList<>();
  private final StringBuilder syntax = new StringBuilder();
  private String ownSyntax = "";
  private int required;
  private boolean variadic;
  private ReturnRule returns = ReturnRule.argument(0);
  private NullRule nullRule = NullRule.NULL_IF_ANY_NULL;
  private ScalarFunction.Calling calling = ScalarFunction.Calling.METHOD;
  private Class<?> owner = Void.class;
  private String method = "";
  private String description = "";
  private Optional<ScalarFunction.Binding> binding = Optional.empty();

  private FunctionBuilder(String name, FunctionCategory category) {
    this.name = name;
    this.category = category;
  }

  static FunctionBuilder function(String name, FunctionCategory category) {
    return new FunctionBuilder(name, category);
  }

  FunctionBuilder takes(String parameter, ParameterType type) {
    syntax
        .append(parameters.isEmpty() ? "" : ", ")
        .append(parameter)
        .append(' ')
        .append(type.text());
    parameters.add(type);
    required = parameters.size();
    return this;
  }

  FunctionBuilder mayTake(String parameter, ParameterType type) {
    syntax.append(" [, ").append(parameter).append(' ').append(type.text()).append(']');
    parameters.add(type);
    return this;
  }

  /** The last parameter may be repeated. */
  FunctionBuilder andMore() {
    syntax.append(", ...");
    variadic = true;
    return this;
  }

  /** A text to be written out, given to the method as the object that is made of it. */
  FunctionBuilder takesConstant(String parameter, Class<?> type, Function<String, Object> make) {
    ParameterType taken = type.isEnum() ? ParameterType.UNIT : ParameterType.STRING;
    binding = Optional.of(new ScalarFunction.Binding(parameters.size(), type, make));
    return takes(parameter, taken);
  }

  FunctionBuilder mayTakeConstant(String parameter, Class<?> type, Function<String, Object> make) {
    binding = Optional.of(new ScalarFunction.Binding(parameters.size(), type, make));
    return mayTake(parameter, ParameterType.STRING);
  }

  /** Replaces the syntax that is made from the parameters. */
  FunctionBuilder syntax(String text) {
    ownSyntax = text;
    return this;
  }

  FunctionBuilder returns(ScalarKind kind) {
    return returns(ReturnRule.of(kind));
  }

  FunctionBuilder returns(ReturnRule rule) {
    returns = rule;
    return this;
  }

  FunctionBuilder mayBeNull() {
    nullRule = NullRule.NULL_IF_ANY_NULL_OR_NO_RESULT;
    return this;
  }

  FunctionBuilder calls(Class<?> newOwner, String newMethod) {
    owner = newOwner;
    method = newMethod;
    return this;
  }

  FunctionBuilder folds(Class<?> newOwner, String newMethod) {
    calling = ScalarFunction.Calling.FOLD;
    return calls(newOwner, newMethod);
  }

  FunctionBuilder writtenOut(ScalarFunction.Calling newCalling) {
    calling = newCalling;
    nullRule = NullRule.DESCRIBED;
    return this;
  }

  FunctionBuilder describe(String text) {
    description = text;
    return this;
  }

  FunctionBuilder example(String expression, String result) {
    examples.add(new FunctionDefinition.Example(expression, result));
    return this;
  }

  ScalarFunction build() {
    String shown = ownSyntax.isEmpty() ? name + "(" + syntax + ")" : ownSyntax;
    return new ScalarFunction(
        new FunctionDefinition(
            name, category, shown, returns.text(), nullRule, description, examples),
        List.copyOf(parameters),
        required,
        variadic,
        returns,
        calling,
        owner,
        method,
        binding);
  }
}
