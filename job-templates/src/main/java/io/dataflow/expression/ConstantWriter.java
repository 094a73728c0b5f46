package io.dataflow.expression;

import java.math.BigDecimal;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexLiteral;

/** Writes what is written out: numbers as source, all else as constants of the class. */
final class ConstantWriter {
  private final GeneratedMethods methods;

  ConstantWriter(GeneratedMethods methods) {
    this.methods = methods;
  }

  Fragment write(RexLiteral literal) {
    RelDataType type = literal.getType();
    Carrier carrier = Carrier.of(type);
    if (literal.isNull()) {
      return new Fragment("", carrier.zero(), "true", type);
    }
    String term =
        switch (carrier) {
          case BOOLEAN -> String.valueOf(literal.getValueAs(Boolean.class));
          case STRING -> methods.constant(literal.getValueAs(String.class), "String");
          case DECIMAL ->
              methods.constant(
                  literal.getValueAs(BigDecimal.class).setScale(type.getScale()),
                  "java.math.BigDecimal");
          default -> number(literal.getValueAs(BigDecimal.class), carrier);
        };
    return new Fragment("", term, "false", type);
  }

  private static String number(BigDecimal value, Carrier carrier) {
    String digits =
        switch (carrier) {
          case DOUBLE -> Double.toString(value.doubleValue()) + "d";
          case FLOAT -> Float.toString(value.floatValue()) + "f";
          case BIGINT ->
              value.longValue() == Long.MIN_VALUE ? "Long.MIN_VALUE" : value.longValue() + "L";
          default ->
              value.intValue() == Integer.MIN_VALUE
                  ? "Integer.MIN_VALUE"
                  : Integer.toString(value.intValue());
        };
    return digits.startsWith("-") ? "(" + digits + ")" : digits;
  }

  /** Whether a cast of this literal is computed here, not at each record. */
  static boolean reads(RexLiteral literal, RelDataType to) {
    Carrier target = Carrier.of(to);
    return !literal.isNull()
        && Carrier.of(literal.getType()) == Carrier.STRING
        && (target.isNumber() || target == Carrier.BOOLEAN);
  }

  Fragment cast(RexLiteral text, RelDataType to) {
    Carrier carrier = Carrier.of(to);
    Object value =
        LiteralText.read(text.getValueAs(String.class), SqlTypes.fromSql(to).orElseThrow());
    String term =
        switch (carrier) {
          case BOOLEAN -> value.toString();
          case DECIMAL -> methods.constant(value, carrier.java());
          default -> number(new BigDecimal(value.toString()), carrier);
        };
    return new Fragment("", term, "false", to);
  }
}
