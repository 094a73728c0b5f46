package io.dataflow.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A function of the registry, typed by its line in the table. */
final class RegistryOperator extends SqlFunction {
  private final ScalarFunction function;

  RegistryOperator(ScalarFunction function) {
    super(
        function.name(),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        null,
        SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.function = function;
  }

  ScalarFunction function() {
    return function;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    List<SqlNode> operands = call.getOperandList();
    if (!function.takes(operands.size())) {
      throw mismatch(call, name() + " does not take " + count(operands.size()));
    }
    List<RelDataType> types = new ArrayList<>();
    List<Optional<Integer>> numbers = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      RelDataType type = validator.deriveType(scope, operands.get(i));
      types.add(type);
      if (!function.parameter(i).accepts(type, types.get(0))) {
        throw new ExpressionTypeException(
            operands.get(i).getParserPosition(),
            "argument " + (i + 1) + " of " + name() + " cannot be " + SqlTypes.text(type),
            hint(function.parameter(i), types.get(0)));
      }
      numbers.add(number(operands.get(i)));
    }
    return result(validator.getTypeFactory(), call, types, numbers);
  }

  private RelDataType result(
      RelDataTypeFactory factory,
      SqlCall call,
      List<RelDataType> types,
      List<Optional<Integer>> numbers) {
    RelDataType type =
        function
            .returns()
            .type()
            .apply(factory, new ReturnRule.Arguments(types, numbers))
            .orElseThrow(
                () -> mismatch(call, "the arguments of " + name() + " have no common type"));
    boolean nullable =
        switch (function.calling()) {
          case COALESCE -> types.stream().allMatch(RelDataType::isNullable);
          case IF -> types.stream().skip(1).anyMatch(RelDataType::isNullable);
          case NULLIF, TRY -> true;
          case SKIP_NULLS -> types.get(0).isNullable();
          case METHOD, FOLD ->
              function.definition().nullRule() != NullRule.NULL_IF_ANY_NULL
                  || types.stream().anyMatch(RelDataType::isNullable);
        };
    if (type.getSqlTypeName() == SqlTypeName.NULL) {
      throw new ExpressionTypeException(
          call.getParserPosition(), "NULL has no type here", "write CAST(NULL AS type)");
    }
    return factory.createTypeWithNullability(type, nullable);
  }

  private String hint(ParameterType parameter, RelDataType first) {
    String syntax = function.definition().syntax();
    return switch (parameter) {
      case ELEMENT -> syntax + "; CAST it to " + SqlTypes.text(first.getComponentType());
      case SAME -> syntax + "; both must be " + SqlTypes.text(first);
      default -> syntax;
    };
  }

  private ExpressionTypeException mismatch(SqlCall call, String message) {
    return new ExpressionTypeException(
        call.getParserPosition(), message, function.definition().syntax());
  }

  private String name() {
    return function.name();
  }

  private static String count(int arguments) {
    return arguments == 1 ? "1 argument" : arguments + " arguments";
  }

  private static Optional<Integer> number(SqlNode node) {
    return node instanceof SqlNumericLiteral literal
        ? ReturnRule.wholeNumber(literal.getValueAs(BigDecimal.class))
        : Optional.empty();
  }
}
