package io.dataflow.pipeline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A test inside a definition: what comes out of the sinks when the sources give these rows.
 *
 * @param given source id to rows: JSON objects, or raw texts that cannot be decoded; a source that
 *     is not named gives none
 * @param expect sink id to the rows that reach it, in any order; sinks that are not named are not
 *     looked at
 * @param pointer where it stands in the document ({@code /tests/0})
 */
public record DefinitionTest(
    String name,
    Map<String, List<String>> given,
    Map<String, List<String>> expect,
    String pointer) {
  public DefinitionTest {
    given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
  }
}
