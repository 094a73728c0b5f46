package io.dataflow.expression;

import java.util.List;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;

/** A DATE has no hours: an interval that has some would silently lose them. */
final class DateShiftRules {
  private DateShiftRules() {}

  /**
   * @throws ExpressionTypeException if hours, minutes or seconds are added to or subtracted from a
   *     DATE
   */
  static void check(SqlCall call, List<RexNode> operands) {
    boolean shift = call.getKind() == SqlKind.PLUS || call.getKind() == SqlKind.MINUS;
    boolean date =
        operands.stream().anyMatch(each -> each.getType().getSqlTypeName() == SqlTypeName.DATE);
    if (shift && date) {
      operands.stream()
          .map(operand -> operand.getType().getSqlTypeName())
          .filter(DateShiftRules::hasHours)
          .findFirst()
          .ifPresent(interval -> refuse(call, interval));
    }
  }

  private static boolean hasHours(SqlTypeName type) {
    return SqlTypeName.DAY_INTERVAL_TYPES.contains(type) && type != SqlTypeName.INTERVAL_DAY;
  }

  private static void refuse(SqlCall call, SqlTypeName interval) {
    boolean plus = call.getKind() == SqlKind.PLUS;
    throw new ExpressionTypeException(
        call.getParserPosition(),
        "a DATE has no time of day, so no "
            + interval.getEndUnit()
            + (plus ? " can be added to it" : " can be subtracted from it"),
        "CAST(date AS TIMESTAMP) "
            + (plus ? "+" : "-")
            + " INTERVAL ... gives the TIMESTAMP; days, months and years keep the DATE");
  }
}
