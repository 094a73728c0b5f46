package io.dataflow.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Writes row expressions as Java: straight-line code on local variables, with a flag for NULL. */
final class ExpressionWriter {
  /**
   * Characters of source that the parts of one expression may bring into a method. About 0.4 byte
   * codes come from each, and HotSpot never compiles a method of more than 8,000.
   */
  private static final int MAX_CHARACTERS = 6_000;

  private final GeneratedMethods methods;
  private final IntUnaryOperator positions;

  ExpressionWriter(GeneratedMethods methods, IntUnaryOperator positions) {
    this.methods = methods;
    this.positions = positions;
  }

  GeneratedMethods methods() {
    return methods;
  }

  Fragment write(RexNode node) {
    if (node instanceof RexInputRef reference) {
      String value = "in[" + positions.applyAsInt(reference.getIndex()) + "]";
      return fromObject("", value, node.getType());
    }
    if (node instanceof RexLiteral literal) {
      return new ConstantWriter(methods).write(literal);
    }
    if (node instanceof RexFieldAccess access) {
      Fragment record = write(access.getReferenceExpr());
      String element = record.term() + "[" + access.getField().getIndex() + "]";
      return fromObject(
          record.code(),
          record.neverNull() ? element : record.isNull() + " ? null : " + element,
          node.getType());
    }
    return call((RexCall) node);
  }

  private Fragment call(RexCall call) {
    List<RexNode> operands = call.getOperands();
    return switch (call.getKind()) {
      case AND, OR -> new LogicWriter(this).chain(call.getKind(), operands, call.getType());
      case CASE -> new LogicWriter(this).branches(operands, call.getType());
      case BETWEEN -> new LogicWriter(this).between(write(operands));
      case NOT -> logic(call, "!%s");
      case IS_NULL, IS_UNKNOWN -> test(call, "%2$s");
      case IS_NOT_NULL -> test(call, "!%2$s");
      case IS_TRUE -> test(call, "(!%2$s && %1$s)");
      case IS_NOT_TRUE -> test(call, "(%2$s || !%1$s)");
      case IS_FALSE -> test(call, "(!%2$s && !%1$s)");
      case IS_NOT_FALSE -> test(call, "(%2$s || %1$s)");
      case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> distinct(call);
      case CAST -> cast(operands.get(0), call.getType());
      case SAFE_CAST -> new AttemptWriter(this).cast(write(operands.get(0)), call.getType());
      default -> strict(call);
    };
  }

  /** The parts of an expression; the largest become methods of their own until all fit into one. */
  List<Fragment> write(List<RexNode> nodes) {
    return bounded(nodes.stream().map(this::write).toList());
  }

  List<Fragment> bounded(List<Fragment> parts) {
    List<Fragment> result = new ArrayList<>(parts);
    int total = parts.stream().mapToInt(part -> part.code().length()).sum();
    while (total > MAX_CHARACTERS) {
      int largest =
          IntStream.range(0, result.size())
              .boxed()
              .max(Comparator.comparingInt(i -> result.get(i).code().length()))
              .orElseThrow();
      Fragment part = result.get(largest);
      Fragment outlined = outline(part);
      if (outlined.code().length() >= part.code().length()) {
        break;
      }
      total += outlined.code().length() - part.code().length();
      result.set(largest, outlined);
    }
    return result;
  }

  private Fragment outline(Fragment part) {
    if (part.alwaysNull()) {
      return part;
    }
    String name =
        methods.method(part.carrier().boxed(), part.code() + "return " + part.boxed() + ";\n");
    return fromObject("", name + "(in)", part.type());
  }

  static String code(List<Fragment> parts) {
    return parts.stream().map(Fragment::code).collect(Collectors.joining());
  }

  /** Unboxes an object of a row, an array or a map. */
  Fragment fromObject(String code, String object, RelDataType type) {
    Carrier carrier = Carrier.of(type);
    int id = methods.nextLocal();
    String variable = "v" + id;
    String cast = "(" + carrier.boxed() + ") ";
    String operand = object.contains(" ? ") ? "(" + object + ")" : object;
    if (!carrier.isPrimitive()) {
      String declared = carrier.java() + " " + variable + " = " + cast + operand + ";\n";
      String isNull = type.isNullable() ? "(" + variable + " == null)" : "false";
      return new Fragment(code + declared, variable, isNull, type);
    }
    if (!type.isNullable()) {
      String value = carrier.unbox("(" + cast + operand + ")");
      return new Fragment(
          code + carrier.java() + " " + variable + " = " + value + ";\n", variable, "false", type);
    }
    String box = "b" + id;
    return new Fragment(
        code
            + carrier.boxed()
            + " "
            + box
            + " = "
            + cast
            + operand
            + ";\n"
            + carrier.java()
            + " "
            + variable
            + " = "
            + box
            + " == null ? "
            + carrier.zero()
            + " : "
            + carrier.unbox(box)
            + ";\n",
        variable,
        "(" + box + " == null)",
        type);
  }

  /** An expression that is NULL if and only if an operand is. */
  Fragment result(List<Fragment> operands, String java, RelDataType type) {
    if (operands.stream().anyMatch(Fragment::alwaysNull)) {
      return new Fragment("", Carrier.of(type).zero(), "true", type);
    }
    Carrier carrier = Carrier.of(type);
    String variable = "v" + methods.nextLocal();
    List<String> nulls =
        operands.stream()
            .filter(operand -> !operand.neverNull())
            .map(Fragment::isNull)
            .distinct()
            .toList();
    StringBuilder code = new StringBuilder(code(operands));
    String isNull = "false";
    if (nulls.size() == 1) {
      isNull = nulls.get(0);
    } else if (nulls.size() > 1) {
      isNull = "n" + variable.substring(1);
      code.append("boolean ").append(isNull).append(" = ").append(String.join(" || ", nulls));
      code.append(";\n");
    }
    code.append(carrier.java()).append(' ').append(variable).append(" = ");
    if (!nulls.isEmpty()) {
      code.append(isNull).append(" ? ").append(carrier.zero()).append(" : ");
    }
    code.append(java).append(";\n");
    return new Fragment(code.toString(), variable, isNull, type);
  }

  private Fragment logic(RexCall call, String form) {
    List<Fragment> operands = write(call.getOperands());
    return result(operands, String.format(form, operands.get(0).term()), call.getType());
  }

  private Fragment test(RexCall call, String form) {
    Fragment operand = write(call.getOperands().get(0));
    String variable = "v" + methods.nextLocal();
    String test = String.format(form, operand.term(), operand.isNull());
    return new Fragment(
        operand.code() + "boolean " + variable + " = " + test + ";\n",
        variable,
        "false",
        call.getType());
  }

  private Fragment distinct(RexCall call) {
    List<Fragment> sides = write(call.getOperands());
    Fragment a = sides.get(0);
    Fragment b = sides.get(1);
    boolean untyped = a.carrier() == Carrier.NULL || b.carrier() == Carrier.NULL;
    String differ = untyped ? "false" : "!(" + JavaOperators.comparison(SqlKind.EQUALS, a, b) + ")";
    String variable = "v" + methods.nextLocal();
    String test =
        a.isNull()
            + " || "
            + b.isNull()
            + " ? "
            + a.isNull()
            + " != "
            + b.isNull()
            + " : "
            + differ;
    String value = call.getKind() == SqlKind.IS_DISTINCT_FROM ? test : "!(" + test + ")";
    return new Fragment(
        code(sides) + "boolean " + variable + " = " + value + ";\n",
        variable,
        "false",
        call.getType());
  }

  private Fragment cast(RexNode operand, RelDataType to) {
    return operand instanceof RexLiteral literal && ConstantWriter.reads(literal, to)
        ? new ConstantWriter(methods).cast(literal, to)
        : cast(write(operand), to);
  }

  Fragment cast(Fragment operand, RelDataType to) {
    if (operand.carrier() == Carrier.NULL) {
      return new Fragment("", Carrier.of(to).zero(), "true", to);
    }
    String java = JavaOperators.cast(operand.term(), operand.type(), to);
    if (java.equals(operand.term())) {
      return new Fragment(operand.code(), java, operand.isNull(), to);
    }
    return result(List.of(operand), java, to);
  }

  /** Operators and functions that are NULL if an operand is. */
  private Fragment strict(RexCall call) {
    if (call.getOperator().equals(MembershipWriter.OPERATOR)) {
      return new MembershipWriter(this).in(call);
    }
    if (call.getOperator() instanceof RegistryOperator operator) {
      return new FunctionWriter(this).write(call, operator.function());
    }
    List<Fragment> operands = write(call.getOperands());
    RelDataType type = call.getType();
    Fragment first = operands.get(0);
    switch (call.getKind()) {
      case ARRAY_VALUE_CONSTRUCTOR -> {
        return new FunctionWriter(this).array(operands, type);
      }
      case MAP_VALUE_CONSTRUCTOR -> {
        return new FunctionWriter(this).map(operands, type);
      }
      default -> {
        if (operands.stream().anyMatch(Fragment::alwaysNull)) {
          return result(operands, "", type);
        }
      }
    }
    return switch (call.getKind()) {
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          result(operands, JavaOperators.comparison(call.getKind(), first, operands.get(1)), type);
      case PLUS, MINUS, TIMES, DIVIDE, MOD -> arithmetic(call.getKind(), operands, type);
      case MINUS_PREFIX -> result(operands, JavaOperators.negate(first, type), type);
      case LIKE, SIMILAR -> new FunctionWriter(this).match(call, operands, type);
      case ITEM -> new FunctionWriter(this).element(operands, nullable(type, call));
      default ->
          result(
              operands,
              JavaOperators.FUNCTIONS
                  + "Text.concat("
                  + first.term()
                  + ", "
                  + operands.get(1).term()
                  + ")",
              type);
    };
  }

  private static RelDataType nullable(RelDataType type, RexCall call) {
    if (!type.isNullable()) {
      throw new IllegalStateException("an element may be missing: " + call);
    }
    return type;
  }

  private Fragment arithmetic(SqlKind kind, List<Fragment> operands, RelDataType type) {
    Fragment left = operands.get(0);
    Fragment right = operands.get(1);
    String java;
    if (SqlTypeUtil.isDatetime(left.type())) {
      java = JavaOperators.shift(left, right, kind == SqlKind.MINUS ? "-" : "");
    } else if (SqlTypeUtil.isDatetime(right.type())) {
      java = JavaOperators.shift(right, left, "");
    } else {
      java = JavaOperators.arithmetic(kind, left, right, type);
    }
    return result(operands, java, type);
  }
}
