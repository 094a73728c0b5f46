package io.dataflow.differential;

import java.io.Serializable;
import java.util.List;

/** What a {@link FlinkSqlProcess} is started for. */
record SqlRequest(List<SqlTable> tables, List<SqlQuery> queries) implements Serializable {
  private static final long serialVersionUID = 1L;

  SqlRequest {
    tables = List.copyOf(tables);
    queries = List.copyOf(queries);
  }
}
