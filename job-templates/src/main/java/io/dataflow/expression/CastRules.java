package io.dataflow.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Which types CAST takes to which. */
final class CastRules {
  private CastRules() {}

  static boolean allowed(RelDataType from, RelDataType to) {
    SqlTypeName source = from.getSqlTypeName();
    SqlTypeName target = to.getSqlTypeName();
    if (source == SqlTypeName.NULL || SqlTypeUtil.equalSansNullability(from, to)) {
      return true;
    }
    if (SqlTypeUtil.isCharacter(to)) {
      return isScalar(source) && !SqlTypeName.INTERVAL_TYPES.contains(source);
    }
    if (SqlTypeUtil.isCharacter(from)) {
      return isScalar(target);
    }
    if (SqlTypeUtil.isNumeric(from) || source == SqlTypeName.BOOLEAN) {
      return SqlTypeUtil.isNumeric(to) || target == SqlTypeName.BOOLEAN;
    }
    boolean timestamp = isTimestamp(source);
    return switch (target) {
      case DATE -> timestamp;
      case TIME -> timestamp;
      case TIMESTAMP, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp || source == SqlTypeName.DATE;
      default -> false;
    };
  }

  static String hint(RelDataType from, RelDataType to) {
    boolean number = SqlTypeUtil.isNumeric(from) || SqlTypeUtil.isNumeric(to);
    if (number && (isTimestamp(from.getSqlTypeName()) || isTimestamp(to.getSqlTypeName()))) {
      return "UNIX_TIMESTAMP(time) gives seconds since 1970, TO_TIMESTAMP_LTZ(number, 3) reads"
          + " milliseconds";
    }
    if (CommonType.isCollection(to)) {
      return "JSON_QUERY(text, path RETURNING type) reads arrays, maps and rows from JSON";
    }
    return CommonType.isCollection(from) ? "JSON_STRING(value) writes it as JSON" : "";
  }

  private static boolean isScalar(SqlTypeName type) {
    return type != SqlTypeName.ARRAY && type != SqlTypeName.MAP && type != SqlTypeName.ROW;
  }

  private static boolean isTimestamp(SqlTypeName type) {
    return type == SqlTypeName.TIMESTAMP || type == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }
}
