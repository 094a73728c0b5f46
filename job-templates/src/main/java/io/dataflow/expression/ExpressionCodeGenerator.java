package io.dataflow.expression;

import java.util.function.IntUnaryOperator;

/**
 * Writes the Java methods of typed expressions, for one class that the caller assembles. The class
 * must have a field {@code private final Object[] constants} that holds {@link #constants()}, which
 * are serializable. What an author wrote never becomes source text: texts and large numbers are
 * constants, fields are positions.
 *
 * <p>Each method takes the values of a record as {@code Object[]}, throws {@code DataException} for
 * values that cannot be computed, and keeps nothing. Not thread-safe.
 */
public final class ExpressionCodeGenerator {
  private final GeneratedMethods methods = new GeneratedMethods();

  /**
   * Adds a method that answers the value, boxed, or null.
   *
   * @param positions where the array that the method is given has the field at a position of the
   *     expression's input
   * @return the method's name
   */
  public String addValue(TypedExpression expression, IntUnaryOperator positions) {
    Fragment value = new ExpressionWriter(methods, positions).write(expression.node());
    return methods.method(
        Carrier.of(expression.node().getType()).boxed(),
        value.code() + "return " + value.boxed() + ";\n");
  }

  /** Adds a method that answers the value of an expression over the array as it is. */
  public String addValue(TypedExpression expression) {
    return addValue(expression, IntUnaryOperator.identity());
  }

  /**
   * Adds a method that answers a primitive boolean: whether the condition is TRUE, neither FALSE
   * nor NULL.
   *
   * @throws IllegalArgumentException if the expression is not BOOLEAN
   */
  public String addCondition(TypedExpression expression, IntUnaryOperator positions) {
    Fragment value = new ExpressionWriter(methods, positions).write(expression.node());
    if (value.carrier() != Carrier.BOOLEAN) {
      throw new IllegalArgumentException("no condition: " + expression);
    }
    String isTrue = value.alwaysNull() ? "false" : value.isPresent() + " && " + value.term();
    return methods.method("boolean", value.code() + "return " + isTrue + ";\n");
  }

  /** As {@link #addCondition(TypedExpression, IntUnaryOperator)}, over the array as it is. */
  public String addCondition(TypedExpression expression) {
    return addCondition(expression, IntUnaryOperator.identity());
  }

  /** A term that answers a serializable object of the caller's. */
  public String constant(Object value, Class<?> type) {
    return methods.constant(value, type.getName());
  }

  /** The source of all methods so far. */
  public String methods() {
    return methods.source();
  }

  /** What the methods read from {@code constants}. */
  public Object[] constants() {
    return methods.constants();
  }
}
