package io.dataflow.expression;

import io.dataflow.expression.ScalarFunction.Binding;
import io.dataflow.expression.ScalarFunction.Calling;
import io.dataflow.function.TimeZones;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;

/** Writes one line of the function table. */
final class FunctionBuilder {
  private static final String ZONE_PER_RECORD = TimeZones.class.getName() + ".ofRecord";

  private final String name;
  private final FunctionCategory category;
  private final List<ParameterType> parameters = new ArrayList<>();
  private final List<FunctionDefinition.Example> examples = new ArrayList<>();
  private final List<Binding> bindings = new ArrayList<>();
  private final StringBuilder syntax = new StringBuilder();
  private List<String> aliases = List.of();
  private String ownSyntax = "";
  private int required;
  private boolean variadic;
  private ReturnRule returns = ReturnRule.argument(0);
  private NullRule nullRule = NullRule.NULL_IF_ANY_NULL;
  private Calling calling = Calling.METHOD;
  private Function<List<RelDataType>, Optional<FieldType>> typeArgument = types -> Optional.empty();
  private Class<?> owner = Void.class;
  private String method = "";
  private String instantMethod = "";
  private String description = "";

  private FunctionBuilder(String name, FunctionCategory category) {
    this.name = name;
    this.category = category;
  }

  static FunctionBuilder function(String name, FunctionCategory category) {
    return new FunctionBuilder(name, category);
  }

  /** Other names that are read as this one. */
  FunctionBuilder alsoCalled(String... names) {
    aliases = List.of(names);
    return this;
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
    bindings.add(new Binding(parameters.size(), type, make, ""));
    return takes(parameter, taken(type));
  }

  FunctionBuilder mayTakeConstant(String parameter, Class<?> type, Function<String, Object> make) {
    bindings.add(new Binding(parameters.size(), type, make, ""));
    return mayTake(parameter, taken(type));
  }

  private static ParameterType taken(Class<?> type) {
    return type.isEnum() ? ParameterType.WORD : ParameterType.STRING;
  }

  /** A time zone: checked once where it is written out, else read at each record. */
  FunctionBuilder takesZone(String parameter) {
    bindings.add(zone());
    return takes(parameter, ParameterType.STRING);
  }

  FunctionBuilder mayTakeZone(String parameter) {
    bindings.add(zone());
    return mayTake(parameter, ParameterType.STRING);
  }

  private Binding zone() {
    return new Binding(parameters.size(), ZoneId.class, TimeZones::of, ZONE_PER_RECORD);
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

  /** For a first argument of type TIMESTAMP_LTZ. */
  FunctionBuilder callsForInstants(String newMethod) {
    instantMethod = newMethod;
    return this;
  }

  /** The method is given the type of the first argument, too. */
  FunctionBuilder withTypeOfArgument() {
    typeArgument = types -> SqlTypes.fromSql(types.get(0));
    return this;
  }

  /** The method is given a type, too. */
  FunctionBuilder withType(FieldType type) {
    typeArgument = types -> Optional.of(type);
    return this;
  }

  FunctionBuilder folds(Class<?> newOwner, String newMethod) {
    calling = Calling.FOLD;
    return calls(newOwner, newMethod);
  }

  FunctionBuilder skipsNulls(Class<?> newOwner, String newMethod) {
    calling = Calling.SKIP_NULLS;
    nullRule = NullRule.DESCRIBED;
    return calls(newOwner, newMethod);
  }

  FunctionBuilder writtenOut(Calling newCalling) {
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
            name, category, shown, returns.text(), nullRule, description, examples, aliases),
        List.copyOf(parameters),
        required,
        variadic,
        returns,
        calling,
        owner,
        method,
        instantMethod,
        List.copyOf(bindings),
        typeArgument);
  }
}
