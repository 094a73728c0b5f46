package io.dataflow.differential;

import java.io.Serializable;
import java.util.List;

/**
 * {@code SELECT columns rest}. What Flink refuses or fails at is answered column by column.
 *
 * @param rest {@code FROM ...}
 */
public record SqlQuery(String name, List<String> columns, String rest) implements Serializable {
  private static final long serialVersionUID = 1L;

  public SqlQuery {
    columns = List.copyOf(columns);
  }

  String text() {
    return "SELECT " + String.join(",\n", columns) + "\n" + rest;
  }

  SqlQuery part(int from, int to) {
    return new SqlQuery(name, columns.subList(from, to), rest);
  }
}
