package io.dataflow.expression;

import io.dataflow.function.LikePattern;
import io.dataflow.schema.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** Writes calls of the registry's functions, matching of patterns, arrays and maps. */
final class FunctionWriter {
  private final ExpressionWriter writer;

  FunctionWriter(ExpressionWriter writer) {
    this.writer = writer;
  }

  Fragment write(RexCall call, ScalarFunction function) {
    RelDataType type = call.getType();
    if (function.calling() == ScalarFunction.Calling.IF) {
      return new LogicWriter(writer).branches(call.getOperands(), type);
    }
    List<Fragment> arguments = arguments(call, function);
    return switch (function.calling()) {
      case COALESCE -> new LogicWriter(writer).coalesce(arguments, type);
      case NULLIF -> nullIf(arguments.get(0), arguments.get(1), type);
      case TRY -> new AttemptWriter(writer).any(arguments.get(0), type);
      default -> invoke(function, arguments, type);
    };
  }

  /** A text that is written out and bound is a constant only as what is made of it. */
  private List<Fragment> arguments(RexCall call, ScalarFunction function) {
    List<Fragment> parts = new ArrayList<>();
    for (int i = 0; i < call.getOperands().size(); i++) {
      RexNode operand = call.getOperands().get(i);
      Optional<ScalarFunction.Binding> binding = function.binding(i);
      parts.add(
          binding.isPresent() && operand instanceof RexLiteral literal && !literal.isNull()
              ? constant(binding.get(), literal)
              : writer.write(operand));
    }
    List<Fragment> arguments = new ArrayList<>(writer.bounded(parts));
    for (int i = 0; i < arguments.size(); i++) {
      Fragment argument = arguments.get(i);
      boolean perRecord = !(call.getOperands().get(i) instanceof RexLiteral);
      Optional<ScalarFunction.Binding> binding = function.binding(i).filter(b -> perRecord);
      if (binding.isPresent()) {
        String made = binding.get().perRecord() + "(" + argument.term() + ")";
        arguments.set(i, new Fragment(argument.code(), made, argument.isNull(), argument.type()));
      }
    }
    return arguments;
  }

  private Fragment constant(ScalarFunction.Binding binding, RexLiteral literal) {
    Object made = binding.make().apply(literal.getValueAs(String.class));
    String term = writer.methods().constant(made, binding.type().getCanonicalName());
    return new Fragment("", term, "false", literal.getType());
  }

  private Fragment invoke(ScalarFunction function, List<Fragment> arguments, RelDataType type) {
    boolean skipsNulls = function.calling() == ScalarFunction.Calling.SKIP_NULLS;
    List<Fragment> strict = skipsNulls ? arguments.subList(0, 1) : arguments;
    if (strict.stream().anyMatch(Fragment::alwaysNull)) {
      return writer.result(strict, "", type);
    }
    String java = call(function, arguments);
    if (function.definition().nullRule() == NullRule.NULL_IF_ANY_NULL_OR_NO_RESULT) {
      return mayBeMissing(arguments, java, type);
    }
    if (Carrier.of(type) == Carrier.DECIMAL) {
      java =
          JavaOperators.FUNCTIONS
              + "Decimals.fit("
              + java
              + ", "
              + type.getPrecision()
              + ", "
              + type.getScale()
              + ")";
    }
    if (skipsNulls) {
      Fragment first = arguments.get(0);
      String code = ExpressionWriter.code(arguments.subList(1, arguments.size()));
      return writer.result(List.of(first.before(code)), java, type);
    }
    return writer.result(arguments, java, type);
  }

  private String call(ScalarFunction function, List<Fragment> arguments) {
    boolean instant =
        !arguments.isEmpty()
            && arguments.get(0).type().getSqlTypeName()
                == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
            && !function.instantMethod().isEmpty();
    String method =
        function.owner().getName()
            + "."
            + (instant ? function.instantMethod() : function.method())
            + "(";
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Fragment argument = arguments.get(i);
      boolean boxed = function.parameter(i).isBoxed();
      terms.add(boxed ? argument.carrier().box(argument.term()) : argument.term());
    }
    switch (function.calling()) {
      case FOLD -> {
        return terms.stream().reduce((a, b) -> method + a + ", " + b + ")").orElseThrow();
      }
      case SKIP_NULLS -> {
        String others =
            arguments.stream().skip(1).map(Fragment::boxed).collect(Collectors.joining(", "));
        return method + terms.get(0) + ", new Object[] {" + others + "})";
      }
      default -> {
        function
            .typeArgument()
            .apply(arguments.stream().map(Fragment::type).toList())
            .map(given -> writer.methods().constant(given, FieldType.class.getName()))
            .ifPresent(terms::add);
        return method + String.join(", ", terms) + ")";
      }
    }
  }

  /** The method answers an object, which may be null though no argument is. */
  private Fragment mayBeMissing(List<Fragment> arguments, String java, RelDataType type) {
    List<String> nulls =
        arguments.stream().filter(o -> !o.neverNull()).map(Fragment::isNull).distinct().toList();
    String variable = "o" + writer.methods().nextLocal();
    String guarded = nulls.isEmpty() ? java : String.join(" || ", nulls) + " ? null : " + java;
    String code = ExpressionWriter.code(arguments) + "Object " + variable + " = " + guarded + ";\n";
    return writer.fromObject(code, variable, type);
  }

  private Fragment nullIf(Fragment value, Fragment other, RelDataType type) {
    if (value.alwaysNull() || other.alwaysNull()) {
      return value;
    }
    String variable = "n" + writer.methods().nextLocal();
    String equal = JavaOperators.comparison(SqlKind.EQUALS, value, other);
    return new Fragment(
        value.code()
            + other.code()
            + "boolean "
            + variable
            + " = "
            + value.isNull()
            + " || ("
            + other.isPresent()
            + " && "
            + equal
            + ");\n",
        value.term(),
        variable,
        type);
  }

  Fragment match(RexCall call, List<Fragment> operands, RelDataType type) {
    Matching matching = Matching.of(call.getOperator());
    List<RexNode> texts = call.getOperands().subList(1, operands.size());
    String pattern;
    if (texts.stream().allMatch(RexLiteral.class::isInstance)) {
      List<String> written =
          texts.stream().map(text -> ((RexLiteral) text).getValueAs(String.class)).toList();
      LikePattern made = matching.pattern(written.get(0), written.size() > 1 ? written.get(1) : "");
      pattern = writer.methods().constant(made, LikePattern.class.getName());
    } else {
      String terms =
          operands.stream().skip(1).map(Fragment::term).collect(Collectors.joining(", "));
      pattern = LikePattern.class.getName() + "." + matching.method() + "(" + terms + ")";
    }
    return writer.result(operands, pattern + ".matches(" + operands.get(0).term() + ")", type);
  }

  /** An element of an array or a map. */
  Fragment element(List<Fragment> operands, RelDataType type) {
    Fragment collection = operands.get(0);
    Fragment key = operands.get(1);
    String index;
    if (collection.carrier() == Carrier.MAP) {
      key = writer.cast(key, collection.type().getKeyType());
      index = key.carrier().box(key.term());
    } else {
      index = "(long) " + key.term();
    }
    String java = JavaOperators.FUNCTIONS + "Elements.at(" + collection.term() + ", " + index + ")";
    return mayBeMissing(List.of(collection, key), java, type);
  }

  Fragment map(List<Fragment> operands, RelDataType type) {
    List<Fragment> entries = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      RelDataType wanted = i % 2 == 0 ? type.getKeyType() : type.getValueType();
      entries.add(writer.cast(operands.get(i), wanted));
    }
    String values = entries.stream().map(Fragment::boxed).collect(Collectors.joining(", "));
    String variable = "v" + writer.methods().nextLocal();
    return new Fragment(
        ExpressionWriter.code(entries)
            + "java.util.Map "
            + variable
            + " = "
            + JavaOperators.FUNCTIONS
            + "Entries.of(new Object[] {"
            + values
            + "});\n",
        variable,
        "false",
        type);
  }

  Fragment array(List<Fragment> operands, RelDataType type) {
    List<Fragment> elements =
        operands.stream().map(operand -> writer.cast(operand, type.getComponentType())).toList();
    String variable = "v" + writer.methods().nextLocal();
    String values = elements.stream().map(Fragment::boxed).collect(Collectors.joining(", "));
    return new Fragment(
        ExpressionWriter.code(elements)
            + "Object[] "
            + variable
            + " = new Object[] {"
            + values
            + "};\n",
        variable,
        "false",
        type);
  }
}
