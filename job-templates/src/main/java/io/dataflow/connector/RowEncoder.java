package io.dataflow.connector;

import io.dataflow.error.DataException;
import io.dataflow.record.Row;
import java.io.Serializable;

/** Turns a row into what is written. Used by one thread; may keep buffers. */
public interface RowEncoder extends Serializable {
  /** The encoded row, a new array each time. */
  byte[] encode(Row row) throws DataException;
}
