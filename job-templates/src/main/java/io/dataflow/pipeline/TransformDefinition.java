package io.dataflow.pipeline;

import java.util.List;
import java.util.Optional;

/**
 * A step.
 *
 * @param idGenerated whether the author left the id out
 * @param inputs the ids of what precedes it ({@code route.name} for a route's output); empty:
 *     exactly one thing precedes it
 * @param pointer where it stands in the document ({@code /transforms/2})
 */
public record TransformDefinition(
    String id,
    boolean idGenerated,
    List<String> inputs,
    TransformConfig config,
    Optional<ErrorPolicy> onError,
    String pointer) {
  public TransformDefinition {
    inputs = List.copyOf(inputs);
  }

  /** How one of several outputs is called where it is read. */
  public String output(String name) {
    return id + "." + name;
  }

  public TransformDefinition withConfig(TransformConfig newConfig) {
    return new TransformDefinition(id, idGenerated, inputs, newConfig, onError, pointer);
  }

  TransformDefinition withId(String newId) {
    return new TransformDefinition(newId, idGenerated, inputs, config, onError, pointer);
  }
}
