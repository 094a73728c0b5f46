package io.dataflow.runtime;

/**
 * A condition over rows, as generated. Subclasses have a public constructor that takes their
 * constants.
 */
public abstract class RowCondition {
  /**
   * Whether it is TRUE, neither FALSE nor NULL; the values stay as they are.
   *
   * @throws io.dataflow.error.DataException where it cannot be computed
   */
  public abstract boolean test(Object[] row);
}
