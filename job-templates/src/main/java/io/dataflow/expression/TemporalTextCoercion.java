package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * The only implicit cast from text: one that is written out and compared with a date or a time, as
 * in {@code day >= '2024-01-31'}. All others would turn a mistake into an error for each record.
 */
final class TemporalTextCoercion extends TypeCoercionImpl {
  private final SqlText sql;

  TemporalTextCoercion(RelDataTypeFactory factory, SqlValidator validator, SqlText sql) {
    super(factory, validator);
    this.sql = sql;
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    SqlCall call = binding.getCall();
    Optional<FieldType> wanted = temporal(binding.getScope(), call.getOperandList());
    boolean changed = false;
    for (int i = 0; wanted.isPresent() && i < call.operandCount(); i++) {
      if (isText(call.operand(i)) || isDate(binding.getScope(), call.operand(i), wanted.get())) {
        call.setOperand(i, cast(call.operand(i), wanted.get()));
        changed = true;
      }
    }
    return changed;
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    SqlCall call = binding.getCall();
    Optional<FieldType> wanted = temporal(binding.getScope(), List.of(call.operand(0)));
    boolean changed = false;
    if (wanted.isPresent() && call.operand(1) instanceof SqlNodeList list) {
      for (int i = 0; i < list.size(); i++) {
        if (isText(list.get(i))) {
          list.set(i, cast(list.get(i), wanted.get()));
          changed = true;
        }
      }
      validator.setValidatedNodeType(list, SqlTypes.toSql(factory, wanted.get()));
    }
    return changed;
  }

  private Optional<FieldType> temporal(SqlValidatorScope scope, List<SqlNode> operands) {
    return operands.stream()
        .map(operand -> validator.deriveType(scope, operand))
        .filter(SqlTypeUtil::isDatetime)
        .reduce((a, b) -> a.getSqlTypeName() == SqlTypeName.DATE ? b : a)
        .flatMap(SqlTypes::fromSql);
  }

  /** A date beside a timestamp: its midnight is meant. */
  private boolean isDate(SqlValidatorScope scope, SqlNode node, FieldType wanted) {
    return validator.deriveType(scope, node).getSqlTypeName() == SqlTypeName.DATE
        && Long.class.equals(wanted.javaClass());
  }

  private boolean isText(SqlNode node) {
    return node instanceof SqlIdentifier name && sql.text(name.getSimple()).isPresent();
  }

  private static SqlNode cast(SqlNode text, FieldType type) {
    return new CastOperator(type.withNullable(false), false)
        .createCall(text.getParserPosition(), text);
  }

  @Override
  public boolean rowTypeCoercion(
      SqlValidatorScope scope, SqlNode query, int columnIndex, RelDataType targetType) {
    return false;
  }

  @Override
  public boolean quantifyOperationCoercion(SqlCallBinding binding) {
    return false;
  }

  @Override
  public boolean binaryArithmeticCoercion(SqlCallBinding binding) {
    return false;
  }

  @Override
  public boolean caseWhenCoercion(SqlCallBinding binding) {
    return false;
  }

  @Override
  public boolean caseOrEquivalentCoercion(SqlCallBinding binding) {
    return false;
  }

  @Override
  public boolean builtinFunctionCoercion(
      SqlCallBinding binding, List<RelDataType> operandTypes, List<SqlTypeFamily> expected) {
    return false;
  }

  @Override
  public boolean userDefinedFunctionCoercion(
      SqlValidatorScope scope, SqlCall call, SqlFunction function) {
    return false;
  }

  @Override
  public boolean querySourceCoercion(
      SqlValidatorScope scope, RelDataType source, RelDataType target, SqlNode query) {
    return false;
  }
}
