package io.dataflow.runtime;

import io.dataflow.record.Row;
import org.apache.flink.api.java.functions.KeySelector;

/** The key of a row, as a row of its own that shares nothing that can change. */
public final class RowKeySelector implements KeySelector<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final int[] positions;

  public RowKeySelector(int[] positions) {
    this.positions = positions.clone();
  }

  @Override
  public Row getKey(Row row) {
    Object[] key = new Object[positions.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = row.get(positions[i]);
    }
    return Row.of(key);
  }
}
