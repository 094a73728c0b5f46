package io.dataflow.expression;

import io.dataflow.schema.FieldType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** CAST and TRY_CAST to a type of ours: one operand, the type is part of the operator. */
final class CastOperator extends SqlFunction {
  private final FieldType target;
  private final boolean safe;

  CastOperator(FieldType target, boolean safe) {
    super(
        safe ? "TRY_CAST" : "CAST",
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.ARG0,
        null,
        null,
        SqlFunctionCategory.SYSTEM);
    this.target = target;
    this.safe = safe;
  }

  FieldType target() {
    return target;
  }

  boolean safe() {
    return safe;
  }

  @Override
  public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    RelDataType from = validator.deriveType(scope, call.operand(0));
    RelDataType to = SqlTypes.toSql(validator.getTypeFactory(), target);
    if (!CastRules.allowed(from, to)) {
      throw new ExpressionTypeException(
          call.getParserPosition(),
          SqlTypes.text(from) + " cannot be cast to " + target.withNullable(true),
          CastRules.hint(from, to));
    }
    return validator.getTypeFactory().createTypeWithNullability(to, safe || from.isNullable());
  }
}
