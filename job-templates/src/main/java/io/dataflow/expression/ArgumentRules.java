package io.dataflow.expression;

import io.dataflow.error.DataException;
import io.dataflow.function.DateTimeUnit;
import io.dataflow.function.LikePattern;
import io.dataflow.schema.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Arguments as the methods behind functions and operators take them, checked where written out. */
final class ArgumentRules {
  /** Calcite rounds approximate numbers of more digits. */
  private static final int DOUBLE_DIGITS = 15;

  private final RexBuilder builder;

  ArgumentRules(RexBuilder builder) {
    this.builder = builder;
  }

  List<RexNode> function(
      SqlCall call, ScalarFunction function, List<RexNode> given, RelDataType type) {
    List<RexNode> arguments = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      arguments.add(argument(function, i, given, type));
    }
    for (ScalarFunction.Binding binding : function.bindings()) {
      if (binding.argument() < arguments.size()) {
        checkBinding(call, function.definition(), binding, arguments);
      }
    }
    return arguments;
  }

  private RexNode argument(
      ScalarFunction function, int index, List<RexNode> given, RelDataType type) {
    RexNode argument = given.get(index);
    ParameterType parameter = function.parameter(index);
    if (function.returns().convertsArguments()) {
      return converted(argument, type);
    }
    RelDataType element = given.get(0).getType().getComponentType();
    if (parameter == ParameterType.ELEMENT && element != null) {
      return converted(argument, element);
    }
    return parameter
        .widenedTo(argument.getType())
        .map(name -> converted(argument, builder.getTypeFactory().createSqlType(name)))
        .orElse(argument);
  }

  /** A value as one of another type; a number that is written out needs no cast at run time. */
  RexNode converted(RexNode argument, RelDataType wanted) {
    boolean isNull = SqlTypeUtil.isNull(argument.getType());
    RelDataTypeFactory factory = builder.getTypeFactory();
    RelDataType type =
        factory.createTypeWithNullability(wanted, isNull || argument.getType().isNullable());
    if (isNull) {
      return builder.makeNullLiteral(type);
    }
    return argument.getType().equals(type)
        ? argument
        : number(argument, type).orElseGet(() -> builder.makeAbstractCast(type, argument, false));
  }

  private Optional<RexNode> number(RexNode argument, RelDataType type) {
    boolean exact =
        argument instanceof RexLiteral && SqlTypeUtil.isExactNumeric(argument.getType());
    if (!exact || !SqlTypeUtil.isNumeric(type)) {
      return Optional.empty();
    }
    BigDecimal value = ((RexLiteral) argument).getValueAs(BigDecimal.class);
    return switch (type.getSqlTypeName()) {
      case DOUBLE ->
          value.precision() <= DOUBLE_DIGITS
              ? Optional.of(builder.makeApproxLiteral(value, type))
              : Optional.empty();
      case DECIMAL ->
          fits(value, type) ? Optional.of(builder.makeExactLiteral(value, type)) : Optional.empty();
      case BIGINT -> Optional.of(value).filter(v -> v.scale() <= 0).map(v -> literal(v, type));
      default -> Optional.empty();
    };
  }

  private RexNode literal(BigDecimal value, RelDataType type) {
    return builder.makeExactLiteral(value, type);
  }

  private static boolean fits(BigDecimal value, RelDataType decimal) {
    return value.scale() <= decimal.getScale()
        && value.precision() - value.scale() <= decimal.getPrecision() - decimal.getScale();
  }

  /**
   * Numbers that are written out, in the form in which they meet the other operands: a DECIMAL for
   * a DECIMAL, a DOUBLE for a DOUBLE. Nothing then is converted at each record.
   */
  List<RexNode> numbers(SqlKind kind, List<RexNode> operands) {
    boolean sameScale = kind != SqlKind.TIMES && kind != SqlKind.DIVIDE;
    boolean approximate = operands.stream().anyMatch(node -> is(node, SqlTypeName.DOUBLE));
    Optional<RelDataType> decimal =
        operands.stream()
            .filter(node -> !(node instanceof RexLiteral) && is(node, SqlTypeName.DECIMAL))
            .map(RexNode::getType)
            .findFirst();
    List<RexNode> result = new ArrayList<>();
    for (RexNode operand : operands) {
      Optional<RexNode> made = Optional.empty();
      if (approximate) {
        made = number(operand, builder.getTypeFactory().createSqlType(SqlTypeName.DOUBLE));
      } else if (decimal.isPresent()) {
        made = decimal(operand, sameScale ? decimal.get().getScale() : 0);
      }
      result.add(made.orElse(operand));
    }
    return result;
  }

  /** Of at least this scale: decimals of the same scale are compared and added by bare digits. */
  private Optional<RexNode> decimal(RexNode operand, int leastScale) {
    boolean literal = operand instanceof RexLiteral && !SqlTypeUtil.isNull(operand.getType());
    if (!literal || !SqlTypeUtil.isExactNumeric(operand.getType())) {
      return Optional.empty();
    }
    BigDecimal value = ((RexLiteral) operand).getValueAs(BigDecimal.class);
    if (value == null) {
      return Optional.empty();
    }
    int scale = Math.max(value.scale(), leastScale);
    BigDecimal made = value.setScale(scale);
    RelDataType type =
        builder
            .getTypeFactory()
            .createSqlType(SqlTypeName.DECIMAL, Math.max(made.precision(), scale), scale);
    return made.precision() > FieldType.Decimal.MAX_PRECISION
        ? Optional.empty()
        : Optional.of(literal(made, type));
  }

  private static boolean is(RexNode node, SqlTypeName name) {
    return node.getType().getSqlTypeName() == name;
  }

  private static void checkBinding(
      SqlCall call,
      FunctionDefinition function,
      ScalarFunction.Binding binding,
      List<RexNode> arguments) {
    SqlNode written = call.operand(binding.argument());
    if (!(arguments.get(binding.argument()) instanceof RexLiteral literal) || literal.isNull()) {
      if (binding.mustBeWrittenOut()) {
        throw new ExpressionTypeException(
            written.getParserPosition(),
            "argument "
                + (binding.argument() + 1)
                + " of "
                + function.name()
                + " must be a text written out",
            function.syntax());
      }
      return;
    }
    try {
      Object made = binding.make().apply(literal.getValueAs(String.class));
      boolean ofTime = arguments.stream().anyMatch(argument -> is(argument, SqlTypeName.TIME));
      if (ofTime && made instanceof DateTimeUnit unit && !unit.isOfClock()) {
        throw new IllegalArgumentException(
            "a TIME has no " + unit + ", but HOUR, MINUTE, SECOND and MILLISECOND");
      }
    } catch (IllegalArgumentException e) {
      throw new ExpressionTypeException(
          written.getParserPosition(), e.getMessage(), function.syntax());
    }
  }

  /** A pattern of LIKE and the like that is written out and wrong fails here. */
  static List<RexNode> patterns(
      SqlCall call, List<RexNode> operands, BiFunction<String, String, LikePattern> make) {
    if (operands.stream().skip(1).allMatch(ArgumentRules::isText)) {
      String escape = operands.size() > 2 ? text(operands.get(2)) : "";
      try {
        Objects.requireNonNull(make.apply(text(operands.get(1)), escape));
      } catch (DataException e) {
        throw new ExpressionTypeException(
            call.operand(1)
                .getParserPosition()
                .plus(call.operand(operands.size() - 1).getParserPosition()),
            e.getMessage(),
            "% stands for any text, _ for one character; behind the character of ESCAPE they stand for"
                + " themselves");
      }
    }
    return operands;
  }

  private static boolean isText(RexNode node) {
    return node instanceof RexLiteral literal && !literal.isNull();
  }

  private static String text(RexNode literal) {
    return ((RexLiteral) literal).getValueAs(String.class);
  }
}
