package io.dataflow.pipeline;

import java.util.Map;
import java.util.Optional;

/**
 * Where records go.
 *
 * @param id {@code sink} in the one-line form
 * @param input the id of what it reads; empty: the last step, or the single source
 * @param pointer where it stands in the document ({@code /sink}, {@code /sinks/hot}, {@code
 *     /deadLetter})
 */
public record SinkDefinition(
    String id,
    String type,
    String connectionString,
    Optional<Integer> batchSize,
    Map<String, String> options,
    Optional<String> input,
    Optional<ErrorPolicy> onError,
    String pointer) {
  public SinkDefinition {
    options = Map.copyOf(options);
  }
}
