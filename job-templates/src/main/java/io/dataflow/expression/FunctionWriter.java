package io.dataflow.expression;

import io.dataflow.function.LikePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/** Writes calls of the registry's functions, LIKE and access to arrays and maps. */
final class FunctionWriter {
  private final ExpressionWriter writer;

  FunctionWriter(ExpressionWriter writer) {
    this.writer = writer;
  }

  Fragment write(RexCall call, ScalarFunction function) {
    List<Fragment> arguments = new ArrayList<>(writer.write(call.getOperands()));
    RelDataType type = call.getType();
    return switch (function.calling()) {
      case COALESCE -> new LogicWriter(writer).coalesce(arguments, type);
      case NULLIF -> nullIf(arguments.get(0), arguments.get(1), type);
      case METHOD, FOLD -> {
        function.binding().ifPresent(binding -> bind(binding, call.getOperands(), arguments));
        yield invoke(function, arguments, type);
      }
    };
  }

  private void bind(
      ScalarFunction.Binding binding, List<RexNode> operands, List<Fragment> arguments) {
    int index = binding.argument();
    if (index < operands.size()) {
      String text = ((RexLiteral) operands.get(index)).getValueAs(String.class);
      Object made = binding.make().apply(text);
      String term = writer.methods().constant(made, binding.type().getName());
      arguments.set(index, new Fragment("", term, "false", operands.get(index).getType()));
    }
  }

  private Fragment invoke(ScalarFunction function, List<Fragment> arguments, RelDataType type) {
    if (arguments.stream().anyMatch(Fragment::alwaysNull)) {
      return writer.result(arguments, "", type);
    }
    String method = function.owner().getName() + "." + function.method() + "(";
    List<String> terms =
        arguments.stream().map(argument -> term(function, argument)).collect(Collectors.toList());
    String java;
    if (function.calling() == ScalarFunction.Calling.FOLD) {
      java = terms.stream().reduce((a, b) -> method + a + ", " + b + ")").orElseThrow();
    } else {
      java = method + String.join(", ", terms) + ")";
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
    Fragment result = writer.result(arguments, java, type);
    return function.definition().nullRule() == NullRule.NULL_IF_ANY_NULL
        ? result
        : new Fragment(result.code(), result.term(), "(" + result.term() + " == null)", type);
  }

  /** SIGN and ABS take whole numbers as int or long; elements of arrays are compared boxed. */
  private static String term(ScalarFunction function, Fragment argument) {
    boolean boxed = function.name().equals("ARRAY_CONTAINS") && argument.carrier().isPrimitive();
    return boxed ? argument.carrier().box(argument.term()) : argument.term();
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

  Fragment like(List<RexNode> nodes, List<Fragment> operands, RelDataType type) {
    boolean constant =
        nodes.subList(1, nodes.size()).stream().allMatch(RexLiteral.class::isInstance);
    List<String> texts = operands.stream().skip(1).map(Fragment::term).toList();
    String pattern;
    if (constant) {
      String escape = nodes.size() > 2 ? ((RexLiteral) nodes.get(2)).getValueAs(String.class) : "";
      LikePattern made =
          LikePattern.of(((RexLiteral) nodes.get(1)).getValueAs(String.class), escape);
      pattern = writer.methods().constant(made, LikePattern.class.getName());
    } else {
      pattern = LikePattern.class.getName() + ".of(" + String.join(", ", texts) + ")";
    }
    return writer.result(operands, pattern + ".matches(" + operands.get(0).term() + ")", type);
  }

  /** The object in an array or a map, or null. */
  Fragment element(List<Fragment> operands) {
    Fragment collection = operands.get(0);
    Fragment key = operands.get(1);
    String index =
        collection.carrier() == Carrier.MAP
            ? key.carrier().box(key.term())
            : "(long) " + key.term();
    String variable = "o" + writer.methods().nextLocal();
    List<String> nulls =
        operands.stream().filter(o -> !o.neverNull()).map(Fragment::isNull).toList();
    String java = JavaOperators.FUNCTIONS + "Elements.at(" + collection.term() + ", " + index + ")";
    String guarded = nulls.isEmpty() ? java : String.join(" || ", nulls) + " ? null : " + java;
    return new Fragment(
        ExpressionWriter.code(operands) + "Object " + variable + " = " + guarded + ";\n",
        variable,
        "(" + variable + " == null)",
        collection.type());
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
