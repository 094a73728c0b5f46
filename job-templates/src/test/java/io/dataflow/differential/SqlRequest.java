package io.dataflow.differential;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/** What a {@link FlinkSqlProcess} is started for. */
record SqlRequest(List<SqlTable> tables, Map<String, String> views, List<SqlQuery> queries)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  SqlRequest {
    tables = List.copyOf(tables);
    views = Map.copyOf(views);
    queries = List.copyOf(queries);
  }
}
