package io.dataflow.expression;

import org.apache.calcite.rel.type.RelDataType;

/**
 * Java statements that compute a value, and where they leave it.
 *
 * @param code whole statements, each line ended
 * @param term a local variable or a constant; any value of the type while NULL
 * @param isNull whether the value is NULL: {@code true}, {@code false} or a condition without
 *     effect
 */
record Fragment(String code, String term, String isNull, RelDataType type) {
  Carrier carrier() {
    return Carrier.of(type);
  }

  boolean neverNull() {
    return isNull.equals("false");
  }

  boolean alwaysNull() {
    return isNull.equals("true");
  }

  /** The condition that the value is not NULL, to stand before {@code &&}. */
  String isPresent() {
    return neverNull() ? "true" : "!" + isNull;
  }

  String boxed() {
    if (alwaysNull()) {
      return "null";
    }
    String box = carrier().box(term);
    boolean same = neverNull() || isNull.equals("(" + term + " == null)");
    return same ? box : isNull + " ? null : " + box;
  }

  Fragment before(String newCode) {
    return new Fragment(newCode + code, term, isNull, type);
  }
}
