package io.dataflow.expression;

import java.util.EnumSet;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Which values may be compared without a cast. Calcite would also read texts as numbers. */
final class ComparisonRules {
  private static final EnumSet<SqlKind> ORDERED =
      EnumSet.of(
          SqlKind.BETWEEN,
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);
  private static final EnumSet<SqlKind> EQUALITY =
      EnumSet.of(
          SqlKind.EQUALS,
          SqlKind.NOT_EQUALS,
          SqlKind.IN,
          SqlKind.NOT_IN,
          SqlKind.IS_DISTINCT_FROM,
          SqlKind.IS_NOT_DISTINCT_FROM);

  private ComparisonRules() {}

  /**
   * The operands, if this is no comparison or they may be compared.
   *
   * @throws ExpressionTypeException if they may not
   */
  static List<RexNode> check(SqlCall call, List<RexNode> operands) {
    boolean ordered = ORDERED.contains(call.getKind());
    RelDataType first = operands.get(0).getType();
    if (!ordered && !EQUALITY.contains(call.getKind())) {
      return operands;
    }
    for (RexNode operand : operands) {
      if (!comparable(first, operand.getType())) {
        throw new ExpressionTypeException(
            call.getParserPosition(),
            SqlTypes.text(first) + " cannot be compared with " + SqlTypes.text(operand.getType()),
            "CAST one side, so that both have the same type");
      }
    }
    SqlTypeName name = first.getSqlTypeName();
    if (ordered
        && (name == SqlTypeName.ARRAY || name == SqlTypeName.MAP || name == SqlTypeName.ROW)) {
      throw new ExpressionTypeException(
          call.getParserPosition(),
          "values of type " + SqlTypes.text(first) + " have no order",
          "");
    }
    return operands;
  }

  private static boolean comparable(RelDataType a, RelDataType b) {
    return SqlTypeUtil.isNull(a) || SqlTypeUtil.isNull(b) || family(a).equals(family(b));
  }

  private static String family(RelDataType type) {
    if (SqlTypeUtil.isNumeric(type)) {
      return "number";
    }
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> "text";
      case BINARY, VARBINARY -> "bytes";
      case DATE, TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "day";
      default -> String.valueOf(type.getSqlTypeName().getFamily());
    };
  }
}
