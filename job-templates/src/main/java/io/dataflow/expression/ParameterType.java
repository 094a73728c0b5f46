package io.dataflow.expression;

import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** What a parameter takes, and what an argument is widened to before the method is called. */
enum ParameterType {
  STRING("STRING"),
  BOOLEAN("BOOLEAN"),
  /** TINYINT to BIGINT, as BIGINT. */
  INTEGER("INTEGER"),
  /** Any number, as it is. */
  NUMBER("NUMBER"),
  /** Any number, as DOUBLE. */
  DOUBLE("DOUBLE"),
  /** DATE as TIMESTAMP, TIMESTAMP, TIMESTAMP_LTZ. */
  TIMESTAMP("DATE or TIMESTAMP"),
  /** What a clock shows: TIMESTAMP, TIMESTAMP_LTZ, TIME. */
  CLOCK("TIMESTAMP or TIME"),
  /** DATE as TIMESTAMP, and what a clock shows. */
  DATE_OR_CLOCK("DATE, TIMESTAMP or TIME"),
  STRING_OR_TIMESTAMP("STRING or TIMESTAMP"),
  STRING_OR_BYTES("STRING or BYTES"),
  /** TINYINT to BIGINT as BIGINT, STRING, BYTES. */
  INTEGER_OR_BYTES("INTEGER, STRING or BYTES"),
  ARRAY("ARRAY"),
  /** Of elements that CAST writes as a text. */
  SCALAR_ARRAY("ARRAY"),
  /** Of elements that have an order. */
  ORDERED_ARRAY("ARRAY"),
  /** Of the type of the first argument. */
  SAME("as argument 1"),
  /** Of the type of the elements of the first argument, boxed. */
  ELEMENT("element"),
  MAP("MAP"),
  ARRAY_OR_MAP("ARRAY or MAP"),
  /** Anything but arrays, maps and rows. */
  SCALAR("any"),
  ANY("any"),
  /** One of a few words, which the resolver turned into a text. */
  WORD("WORD");

  private final String text;

  ParameterType(String text) {
    this.text = text;
  }

  /**
   * @param first the type of the call's first argument
   */
  boolean accepts(RelDataType type, RelDataType first) {
    SqlTypeName name = type.getSqlTypeName();
    if (name == SqlTypeName.NULL) {
      return this != WORD;
    }
    return switch (this) {
      case STRING, WORD -> SqlTypeUtil.isCharacter(type);
      case BOOLEAN -> name == SqlTypeName.BOOLEAN;
      case INTEGER -> SqlTypeName.INT_TYPES.contains(name);
      case NUMBER, DOUBLE -> SqlTypeUtil.isNumeric(type);
      case TIMESTAMP -> name == SqlTypeName.DATE || isTimestamp(name);
      case CLOCK -> isClock(name);
      case DATE_OR_CLOCK -> name == SqlTypeName.DATE || isClock(name);
      case STRING_OR_TIMESTAMP -> SqlTypeUtil.isCharacter(type) || name == SqlTypeName.TIMESTAMP;
      case STRING_OR_BYTES -> SqlTypeUtil.isCharacter(type) || SqlTypeUtil.isBinary(type);
      case INTEGER_OR_BYTES ->
          SqlTypeName.INT_TYPES.contains(name) || STRING_OR_BYTES.accepts(type, first);
      case ARRAY -> name == SqlTypeName.ARRAY;
      case SCALAR_ARRAY ->
          name == SqlTypeName.ARRAY && !CommonType.isCollection(type.getComponentType());
      case ORDERED_ARRAY ->
          SCALAR_ARRAY.accepts(type, first) && !SqlTypeUtil.isBinary(type.getComponentType());
      case SAME -> CommonType.same(type, first);
      case ELEMENT -> isElement(type, first.getComponentType());
      case MAP -> name == SqlTypeName.MAP;
      case ARRAY_OR_MAP -> name == SqlTypeName.ARRAY || name == SqlTypeName.MAP;
      case SCALAR -> !CommonType.isCollection(type) && ANY.accepts(type, first);
      case ANY -> !SqlTypeName.INTERVAL_TYPES.contains(name);
    };
  }

  private static boolean isElement(RelDataType type, RelDataType element) {
    return element == null || CommonType.same(type, element) || CommonType.widens(type, element);
  }

  /** The type that an accepted argument is cast to, empty where it stays as it is. */
  Optional<SqlTypeName> widenedTo(RelDataType type) {
    SqlTypeName name = type.getSqlTypeName();
    SqlTypeName wanted =
        switch (this) {
          case STRING, WORD, STRING_OR_BYTES, STRING_OR_TIMESTAMP ->
              name == SqlTypeName.NULL ? SqlTypeName.VARCHAR : name;
          case BOOLEAN -> SqlTypeName.BOOLEAN;
          case INTEGER -> SqlTypeName.BIGINT;
          case INTEGER_OR_BYTES ->
              SqlTypeName.INT_TYPES.contains(name) || name == SqlTypeName.NULL
                  ? SqlTypeName.BIGINT
                  : name;
          case DOUBLE -> SqlTypeName.DOUBLE;
          case TIMESTAMP -> isTimestamp(name) ? name : SqlTypeName.TIMESTAMP;
          case DATE_OR_CLOCK -> isClock(name) ? name : SqlTypeName.TIMESTAMP;
          case CLOCK -> name == SqlTypeName.NULL ? SqlTypeName.TIMESTAMP : name;
          case NUMBER -> name == SqlTypeName.NULL ? SqlTypeName.INTEGER : name;
          default -> name;
        };
    return wanted == name ? Optional.empty() : Optional.of(wanted);
  }

  private static boolean isClock(SqlTypeName name) {
    return name == SqlTypeName.TIME || isTimestamp(name);
  }

  private static boolean isTimestamp(SqlTypeName name) {
    return name == SqlTypeName.TIMESTAMP || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
  }

  /** Whether the method takes an object, whatever the type. */
  boolean isBoxed() {
    return this == ELEMENT || this == ANY;
  }

  /** As the function reference names it. */
  String text() {
    return text;
  }
}
