package io.dataflow.differential;

import java.io.Serializable;
import java.util.List;

/**
 * {@code SELECT columns rest}: what Flink refuses or fails at is answered column by column. Without
 * columns {@code rest} is a whole statement.
 */
public record SqlQuery(String name, List<String> columns, String rest) implements Serializable {
  private static final long serialVersionUID = 1L;

  public SqlQuery {
    columns = List.copyOf(columns);
  }

  public SqlQuery(String name, String statement) {
    this(name, List.of(), statement);
  }

  String text() {
    return columns.isEmpty() ? rest : "SELECT " + String.join(",\n", columns) + "\n" + rest;
  }

  SqlQuery part(int from, int to) {
    return new SqlQuery(name, columns.subList(from, to), rest);
  }
}
