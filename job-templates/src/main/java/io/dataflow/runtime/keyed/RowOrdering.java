package io.dataflow.runtime.keyed;

import io.dataflow.function.Comparisons;
import io.dataflow.record.Row;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;

/** Orders rows by some of their columns, the most important first. */
public final class RowOrdering implements Comparator<Row>, Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * A column of a type that has an order.
   *
   * @param descending the greatest value first
   * @param nullsFirst NULL before all values, else behind them
   */
  public record Column(int position, boolean descending, boolean nullsFirst)
      implements Serializable {}

  private final Column[] columns;

  public RowOrdering(List<Column> columns) {
    this.columns = columns.toArray(Column[]::new);
  }

  @Override
  public int compare(Row a, Row b) {
    for (Column column : columns) {
      int order = compareIn(column, a.get(column.position()), b.get(column.position()));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int compareIn(Column column, Object a, Object b) {
    if (a == null || b == null) {
      int nullIsLess = column.nullsFirst() ? -1 : 1;
      return a == b ? 0 : (a == null ? nullIsLess : -nullIsLess);
    }
    return column.descending() ? compareValues(b, a) : compareValues(a, b);
  }

  @SuppressWarnings("unchecked") // both are of the column's type
  private static int compareValues(Object a, Object b) {
    return a instanceof byte[] bytes
        ? Comparisons.compare(bytes, (byte[]) b)
        : ((Comparable<Object>) a).compareTo(b);
  }
}
