package io.dataflow.compile;

import java.util.List;

/**
 * An operator of the job, for people and for judging what an edit does to state.
 *
 * @param kind {@code source}, {@code run}, {@code sink} or the kind of a step with state
 * @param nodes the sources, steps and sinks that it executes
 */
public record OperatorDescription(String uid, String name, String kind, List<String> nodes) {
  public OperatorDescription {
    nodes = List.copyOf(nodes);
  }
}
