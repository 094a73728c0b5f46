package io.dataflow.plan;

import io.dataflow.expression.TypedExpression;

/** Where the value of an output field of a map comes from. */
public sealed interface MappedField {
  /** The value at a position of the input, unchanged. */
  record Copied(int position) implements MappedField {}

  /** The value of an expression over the input. */
  record Computed(TypedExpression expression) implements MappedField {}
}
