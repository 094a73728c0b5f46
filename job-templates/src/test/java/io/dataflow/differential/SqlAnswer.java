package io.dataflow.differential;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What Flink SQL gave for a query.
 *
 * @param rows canonical texts ({@link CanonicalText}) by column: the final rows, changes folded, in
 *     the order in which they were written; {@code null} for a column that failed
 * @param failures by the column's text
 */
public record SqlAnswer(List<List<String>> rows, Map<String, String> failures)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
