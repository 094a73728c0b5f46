package io.dataflow.connector;

import io.dataflow.record.Row;
import java.io.IOException;
import java.io.Serializable;
import java.util.function.Consumer;

/** A table of bounded size as it travels to the tasks that look things up in it. */
public interface LookupTable extends Serializable {
  /**
   * Reads all rows, of the context's projected schema, in any order.
   *
   * @param rows takes each of them, and may throw to end the reading
   * @throws IOException if the table cannot be reached
   * @throws io.dataflow.error.DataException if a row cannot be decoded
   */
  void read(Consumer<Row> rows) throws IOException;

  /** A text that is another one when the table is. */
  default String version() throws IOException {
    return "";
  }
}
