package io.dataflow.runtime.keyed;

import io.dataflow.record.Row;
import java.util.Collections;
import java.util.List;

/** Keeps the first rows of a list in order; of equal ones, those that came first. */
final class TopRows {
  private final RowOrdering order;
  private final int most;
  private final boolean ties;

  /**
   * @param ties whether rows that equal the last one are kept too
   */
  TopRows(RowOrdering order, int most, boolean ties) {
    this.order = order;
    this.most = most;
    this.ties = ties;
  }

  /** Where a row would go among rows in order: behind those that equal it; -1: it is none. */
  int place(List<Row> rows, Row row) {
    if (rows.size() >= most) {
      int last = order.compare(row, rows.get(most - 1));
      if (last > 0 || (last == 0 && !ties)) {
        return -1;
      }
    }
    int found = Collections.binarySearch(rows, row, (a, b) -> order.compare(a, b) <= 0 ? -1 : 1);
    return -found - 1;
  }

  /** Gives up the rows at the end that are no longer among the first. */
  void trim(List<Row> rows) {
    while (rows.size() > most
        && !(ties && order.compare(rows.get(most - 1), rows.get(rows.size() - 1)) == 0)) {
      rows.remove(rows.size() - 1);
    }
  }

  /** The rank of a row, from 1: with ties that of the first of its equals. */
  long rank(List<Row> rows, int index, long rankBefore) {
    boolean tied = ties && index > 0 && order.compare(rows.get(index - 1), rows.get(index)) == 0;
    return tied ? rankBefore : index + 1L;
  }
}
