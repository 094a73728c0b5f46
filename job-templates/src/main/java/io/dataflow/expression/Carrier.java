package io.dataflow.expression;

import org.apache.calcite.rel.type.RelDataType;

/** How generated code carries a value: as a primitive wherever Java has one. */
enum Carrier {
  BOOLEAN("boolean", "Boolean", "false", ".booleanValue()"),
  TINYINT("int", "Byte", "0", ".intValue()"),
  SMALLINT("int", "Short", "0", ".intValue()"),
  INT("int", "Integer", "0", ".intValue()"),
  BIGINT("long", "Long", "0L", ".longValue()"),
  FLOAT("float", "Float", "0f", ".floatValue()"),
  DOUBLE("double", "Double", "0d", ".doubleValue()"),
  DECIMAL("java.math.BigDecimal", "java.math.BigDecimal", "null", ""),
  STRING("String", "String", "null", ""),
  BYTES("byte[]", "byte[]", "null", ""),
  ELEMENTS("Object[]", "Object[]", "null", ""),
  MAP("java.util.Map", "java.util.Map", "null", ""),
  NULL("Object", "Object", "null", "");

  private final String java;
  private final String boxed;
  private final String zero;
  private final String unboxing;

  Carrier(String java, String boxed, String zero, String unboxing) {
    this.java = java;
    this.boxed = boxed;
    this.zero = zero;
    this.unboxing = unboxing;
  }

  static Carrier of(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> BOOLEAN;
      case TINYINT -> TINYINT;
      case SMALLINT -> SMALLINT;
      case INTEGER, DATE, TIME -> INT;
      case REAL -> FLOAT;
      case FLOAT, DOUBLE -> DOUBLE;
      case DECIMAL -> DECIMAL;
      case CHAR, VARCHAR -> STRING;
      case BINARY, VARBINARY -> BYTES;
      case ARRAY, ROW -> ELEMENTS;
      case MAP -> MAP;
      case NULL -> NULL;
      // BIGINT, timestamps, and intervals in milliseconds or months
      default -> BIGINT;
    };
  }

  /** The Java type of a local variable. */
  String java() {
    return java;
  }

  /** The Java type of the value in a row. */
  String boxed() {
    return boxed;
  }

  /** What a local variable holds while the value is NULL. */
  String zero() {
    return zero;
  }

  boolean isPrimitive() {
    return !unboxing.isEmpty();
  }

  boolean isWhole() {
    return this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
  }

  boolean isNumber() {
    return isWhole() || this == FLOAT || this == DOUBLE || this == DECIMAL;
  }

  String box(String term) {
    return switch (this) {
      case TINYINT -> "Byte.valueOf((byte) " + term + ")";
      case SMALLINT -> "Short.valueOf((short) " + term + ")";
      default -> isPrimitive() ? boxed + ".valueOf(" + term + ")" : term;
    };
  }

  String unbox(String term) {
    return term + unboxing;
  }
}
