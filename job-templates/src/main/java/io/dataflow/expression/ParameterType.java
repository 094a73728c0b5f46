package io.dataflow.expression;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** What a parameter takes, and what an argument is widened to before the method is called. */
enum ParameterType {
  STRING,
  BOOLEAN,
  /** TINYINT to BIGINT, as BIGINT. */
  INTEGER,
  /** Any number, as it is. */
  NUMBER,
  /** Any number, as DOUBLE. */
  DOUBLE,
  /** DATE as TIMESTAMP, TIMESTAMP, TIMESTAMP_LTZ. */
  TIMESTAMP,
  TIME,
  STRING_OR_BYTES,
  ARRAY,
  ARRAY_OR_MAP,
  /** Anything but arrays, maps and rows. */
  SCALAR,
  /** A unit of time, which the resolver turned into a text. */
  UNIT;

  boolean accepts(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    if (name == SqlTypeName.NULL) {
      return this != UNIT;
    }
    return switch (this) {
      case STRING, UNIT -> SqlTypeUtil.isCharacter(type);
      case BOOLEAN -> name == SqlTypeName.BOOLEAN;
      case INTEGER -> SqlTypeName.INT_TYPES.contains(name);
      case NUMBER, DOUBLE -> SqlTypeUtil.isNumeric(type);
      case TIMESTAMP -> name == SqlTypeName.DATE || isTimestamp(name);
      case TIME -> name == SqlTypeName.TIME;
      case STRING_OR_BYTES -> SqlTypeUtil.isCharacter(type) || SqlTypeUtil.isBinary(type);
      case ARRAY -> name == SqlTypeName.ARRAY;
      case ARRAY_OR_MAP -> name == SqlTypeName.ARRAY || name == SqlTypeName.MAP;
      case SCALAR ->
          !type.isStruct()
              && name != SqlTypeName.ARRAY
              && name != SqlTypeName.MAP
              && !SqlTypeName.INTERVAL_TYPES.contains(name);
    };
  }

  /** The type that an accepted argument is cast to, empty where it stays as it is. */
  Optional<SqlTypeName> widenedTo(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    SqlTypeName wanted =
        switch (this) {
          case STRING, UNIT, STRING_OR_BYTES ->
              name == SqlTypeName.NULL ? SqlTypeName.VARCHAR : name;
          case BOOLEAN -> SqlTypeName.BOOLEAN;
          case INTEGER -> SqlTypeName.BIGINT;
          case DOUBLE -> SqlTypeName.DOUBLE;
          case TIMESTAMP -> isTimestamp(name) ? name : SqlTypeName.TIMESTAMP;
          case TIME -> SqlTypeName.TIME;
          case NUMBER -> name == SqlTypeName.NULL ? SqlTypeName.INTEGER : name;
          case ARRAY, ARRAY_OR_MAP, SCALAR -> name;
        };
    return wanted == name ? Optional.empty() : Optional.of(wanted);
  }

  private static boolean isTimestamp(SqlTypeName name) {
    return name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  /** As the function reference names it. */
  String text() {
    return switch (this) {
      case STRING_OR_BYTES -> "STRING or BYTES";
      case ARRAY_OR_MAP -> "ARRAY or MAP";
      case TIMESTAMP -> "DATE or TIMESTAMP";
      case SCALAR -> "any";
      default -> name();
    };
  }
}
