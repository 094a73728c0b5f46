package io.dataflow.expression;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Java expressions for operators on values that are not NULL. */
final class JavaOperators {
  static final String FUNCTIONS = "io.dataflow.function.";

  private JavaOperators() {}

  static String cast(String term, RelDataType from, RelDataType to) {
    Carrier target = Carrier.of(to);
    Carrier source = Carrier.of(from);
    SqlTypeName fromName = from.getSqlTypeName();
    SqlTypeName toName = to.getSqlTypeName();
    boolean sameText = source == Carrier.STRING && target == Carrier.STRING;
    boolean sameDigits =
        target == Carrier.DECIMAL
            && source == Carrier.DECIMAL
            && from.getScale() == to.getScale()
            && from.getPrecision() <= to.getPrecision();
    if (sameText || sameDigits || (fromName == toName && target != Carrier.DECIMAL)) {
      return term;
    }
    if (target == Carrier.STRING) {
      return toText(term, fromName);
    }
    if (source == Carrier.STRING) {
      return fromText(term, to);
    }
    if (SqlTypeUtil.isDatetime(from)) {
      return between(term, fromName, toName);
    }
    if (source == Carrier.BOOLEAN) {
      return number("(" + term + " ? 1 : 0)", Carrier.INT, to);
    }
    return target == Carrier.BOOLEAN
        ? FUNCTIONS + "Casts.toBoolean(" + widest(term, source) + ")"
        : number(term, source, to);
  }

  private static String toText(String term, SqlTypeName from) {
    return FUNCTIONS
        + switch (from) {
          case DATE -> "DateTimeTexts.dateToText(";
          case TIME -> "DateTimeTexts.timeToText(";
          case TIMESTAMP -> "DateTimeTexts.timestampToText(";
          case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "DateTimeTexts.instantToText(";
          default -> "Casts.toText(";
        }
        + term
        + ")";
  }

  private static String fromText(String term, RelDataType to) {
    return FUNCTIONS
        + switch (to.getSqlTypeName()) {
          case BOOLEAN -> "Casts.toBoolean(" + term + ")";
          case TINYINT -> "Casts.toTinyint(" + term + ")";
          case SMALLINT -> "Casts.toSmallint(" + term + ")";
          case INTEGER -> "Casts.toInt(" + term + ")";
          case BIGINT -> "Casts.toBigint(" + term + ")";
          case REAL -> "Casts.toFloat(" + term + ")";
          case DOUBLE, FLOAT -> "Casts.toDouble(" + term + ")";
          case DECIMAL -> "Casts.toDecimal(" + term + digits(to) + ")";
          case DATE -> "DateTimeTexts.toDate(" + term + ")";
          case TIME -> "DateTimeTexts.toTime(" + term + ")";
          case TIMESTAMP -> "DateTimeTexts.toTimestamp(" + term + ")";
          case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "DateTimeTexts.toInstant(" + term + ")";
          case VARBINARY, BINARY -> "Casts.toBytes(" + term + ")";
          default -> throw new IllegalStateException("no cast of text to " + to);
        };
  }

  private static String between(String term, SqlTypeName from, SqlTypeName to) {
    if (from == SqlTypeName.DATE) {
      return FUNCTIONS + "DateTimes.dateToTimestamp(" + term + ")";
    }
    return switch (to) {
      case DATE -> FUNCTIONS + "DateTimes.timestampToDate(" + term + ")";
      case TIME -> FUNCTIONS + "DateTimes.timestampToTime(" + term + ")";
      default -> term;
    };
  }

  /** A number as a number of another type; what does not fit is a data error. */
  private static String number(String term, Carrier source, RelDataType to) {
    Carrier target = Carrier.of(to);
    String wide = widest(term, source);
    return switch (target) {
      case TINYINT -> FUNCTIONS + "Casts.toTinyint(" + wide + ")";
      case SMALLINT ->
          source == Carrier.TINYINT ? term : FUNCTIONS + "Casts.toSmallint(" + wide + ")";
      case INT ->
          source == Carrier.TINYINT || source == Carrier.SMALLINT || source == Carrier.INT
              ? term
              : FUNCTIONS + "Casts.toInt(" + wide + ")";
      case BIGINT -> source.isWhole() ? wide : FUNCTIONS + "Casts.toBigint(" + wide + ")";
      case FLOAT ->
          source.isWhole() ? "(float) " + term : FUNCTIONS + "Casts.toFloat(" + wide + ")";
      case DOUBLE ->
          source == Carrier.DECIMAL
              ? FUNCTIONS + "Casts.toDouble(" + term + ")"
              : "(double) " + term;
      case DECIMAL ->
          source == Carrier.DECIMAL
              ? FUNCTIONS + "Decimals.fit(" + term + digits(to) + ")"
              : FUNCTIONS
                  + "Decimals.of("
                  + (source == Carrier.FLOAT ? term : wide)
                  + digits(to)
                  + ")";
      default -> throw new IllegalStateException("no cast of a number to " + to);
    };
  }

  /** One of long, double and BigDecimal, so that overloads are chosen without doubt. */
  private static String widest(String term, Carrier carrier) {
    return switch (carrier) {
      case TINYINT, SMALLINT, INT -> "(long) " + term;
      case FLOAT -> "(double) " + term;
      default -> term;
    };
  }

  private static String digits(RelDataType decimal) {
    return ", " + decimal.getPrecision() + ", " + decimal.getScale();
  }

  static String arithmetic(SqlKind kind, Fragment left, Fragment right, RelDataType type) {
    String method =
        switch (kind) {
          case PLUS -> "add";
          case MINUS -> "subtract";
          case TIMES -> "multiply";
          case DIVIDE -> "divide";
          case MOD -> "mod";
          default -> throw new IllegalStateException(kind.name());
        };
    Carrier carrier = operands(kind, left, right, type);
    String call =
        FUNCTIONS
            + "Arithmetic."
            + method
            + "("
            + as(left, carrier)
            + ", "
            + as(right, carrier)
            + (Carrier.of(type) == Carrier.DECIMAL ? digits(type) : "")
            + ")";
    return switch (Carrier.of(type)) {
      case TINYINT -> FUNCTIONS + "Casts.toTinyint((long) " + call + ")";
      case SMALLINT -> FUNCTIONS + "Casts.toSmallint((long) " + call + ")";
      case INT -> carrier == Carrier.BIGINT ? FUNCTIONS + "Casts.toInt(" + call + ")" : call;
      default -> call;
    };
  }

  /** A remainder has the divisor's type, but is computed in the wider one. */
  private static Carrier operands(SqlKind kind, Fragment left, Fragment right, RelDataType type) {
    Carrier result = Carrier.of(type);
    boolean wide = left.carrier() == Carrier.BIGINT || right.carrier() == Carrier.BIGINT;
    return kind == SqlKind.MOD && result.isWhole() && wide ? Carrier.BIGINT : result;
  }

  static String negate(Fragment operand, RelDataType type) {
    String call = FUNCTIONS + "Arithmetic.negate(" + operand.term() + ")";
    return switch (Carrier.of(type)) {
      case TINYINT -> FUNCTIONS + "Casts.toTinyint((long) " + call + ")";
      case SMALLINT -> FUNCTIONS + "Casts.toSmallint((long) " + call + ")";
      default -> call;
    };
  }

  /** A number for an operation in a wider carrier; a decimal of its own digits. */
  private static String as(Fragment number, Carrier carrier) {
    Carrier source = number.carrier();
    return switch (carrier) {
      case BIGINT -> source == Carrier.BIGINT ? number.term() : "(long) " + number.term();
      case FLOAT ->
          source == Carrier.DECIMAL
              ? FUNCTIONS + "Casts.toFloat(" + number.term() + ")"
              : "(float) " + number.term();
      case DOUBLE ->
          source == Carrier.DECIMAL
              ? FUNCTIONS + "Casts.toDouble(" + number.term() + ")"
              : source == Carrier.DOUBLE ? number.term() : "(double) " + number.term();
      case DECIMAL ->
          source == Carrier.DECIMAL
              ? number.term()
              : "java.math.BigDecimal.valueOf((long) " + number.term() + ")";
      default -> number.term();
    };
  }

  /** A time with an interval added or, if {@code sign} is "-", subtracted. */
  static String shift(Fragment time, Fragment interval, String sign) {
    boolean months = SqlTypeName.YEAR_INTERVAL_TYPES.contains(interval.type().getSqlTypeName());
    String amount =
        sign.isEmpty() ? interval.term() : FUNCTIONS + "Arithmetic.negate(" + interval.term() + ")";
    String method =
        switch (time.type().getSqlTypeName()) {
          case DATE -> months ? "DateTimes.addMonthsToDate(" : "DateTimes.addMillisToDate(";
          case TIME -> "DateTimes.addMillisToTime(";
          default -> months ? "DateTimes.addMonths(" : "Arithmetic.add(";
        };
    return FUNCTIONS + method + time.term() + ", " + amount + ")";
  }

  static String comparison(SqlKind kind, Fragment left, Fragment right) {
    Carrier carrier = common(left, right);
    String sign =
        switch (kind) {
          case EQUALS -> "==";
          case NOT_EQUALS -> "!=";
          case LESS_THAN -> "<";
          case LESS_THAN_OR_EQUAL -> "<=";
          case GREATER_THAN -> ">";
          case GREATER_THAN_OR_EQUAL -> ">=";
          default -> throw new IllegalStateException(kind.name());
        };
    boolean equality = kind == SqlKind.EQUALS || kind == SqlKind.NOT_EQUALS;
    String a = side(left, right, carrier);
    String b = side(right, left, carrier);
    if (equality && (carrier == Carrier.STRING)) {
      return (kind == SqlKind.EQUALS ? "" : "!") + a + ".equals(" + b + ")";
    }
    if (carrier == Carrier.ELEMENTS || carrier == Carrier.MAP) {
      String equal = FUNCTIONS + "Comparisons.deepEqual(" + a + ", " + b + ")";
      return kind == SqlKind.EQUALS ? equal : "!" + equal;
    }
    boolean primitive = carrier.isPrimitive() && (carrier != Carrier.BOOLEAN || equality);
    return primitive
        ? a + " " + sign + " " + b
        : FUNCTIONS + "Comparisons.compare(" + a + ", " + b + ") " + sign + " 0";
  }

  /** Decimals meet approximate numbers as such, so that 0.1 equals the FLOAT nearest to it. */
  private static Carrier common(Fragment left, Fragment right) {
    Carrier a = left.carrier();
    Carrier b = right.carrier();
    if (a == Carrier.DOUBLE || b == Carrier.DOUBLE) {
      return Carrier.DOUBLE;
    }
    if (a == Carrier.FLOAT || b == Carrier.FLOAT) {
      Carrier other = a == Carrier.FLOAT ? b : a;
      return other.isWhole() ? Carrier.DOUBLE : Carrier.FLOAT;
    }
    if (a == Carrier.DECIMAL || b == Carrier.DECIMAL) {
      return Carrier.DECIMAL;
    }
    return a == Carrier.BIGINT || b == Carrier.BIGINT ? Carrier.BIGINT : a;
  }

  private static String side(Fragment value, Fragment other, Carrier carrier) {
    boolean date = value.type().getSqlTypeName() == SqlTypeName.DATE;
    if (date && other.type().getSqlTypeName() != SqlTypeName.DATE) {
      return FUNCTIONS + "DateTimes.dateToTimestamp(" + value.term() + ")";
    }
    // Java widens int to long by itself in a comparison
    return carrier.isNumber() && carrier != Carrier.BIGINT && carrier != value.carrier()
        ? as(value, carrier)
        : value.term();
  }
}
