package io.dataflow.differential;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What Flink SQL gave for a query.
 *
 * @param columns canonical texts ({@link CanonicalText}) of the final rows, changes folded, in the
 *     order in which they were written; {@code null} for a column that failed
 * @param failures by the column's text, or by the statement's
 */
public record SqlAnswer(List<List<String>> columns, Map<String, String> failures)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
