package io.dataflow.plan;

import io.dataflow.pipeline.TransformDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Steps in the order in which they can be planned.
 *
 * @param steps each behind all that it reads; what stands in a cycle or behind one is left out
 * @param cycles each as the steps of which one reads the next, and the last the first
 */
record StepOrder(List<TransformDefinition> steps, List<List<TransformDefinition>> cycles) {
  /**
   * @param steps those whose inputs are known
   * @param inputs id of a step to the edges that it reads
   */
  static StepOrder of(
      List<TransformDefinition> steps, Map<String, List<String>> inputs, Set<String> sources) {
    List<TransformDefinition> order = new ArrayList<>();
    Set<String> ready = new HashSet<>(sources);
    List<TransformDefinition> waiting = new ArrayList<>(steps);
    List<TransformDefinition> next;
    do {
      next = waiting.stream().filter(each -> ready.containsAll(inputs.get(each.id()))).toList();
      for (TransformDefinition step : next) {
        order.add(step);
        edges(step).forEach(ready::add);
      }
      waiting.removeAll(next);
    } while (!next.isEmpty());
    return new StepOrder(order, cycles(waiting, inputs));
  }

  /** Its outputs; one that could not be read goes by the id. */
  private static Stream<String> edges(TransformDefinition step) {
    return Stream.concat(Stream.of(step.id()), step.config().outputs().stream().map(step::output));
  }

  private static List<List<TransformDefinition>> cycles(
      List<TransformDefinition> waiting, Map<String, List<String>> inputs) {
    Map<String, TransformDefinition> makers = new HashMap<>();
    waiting.forEach(step -> edges(step).forEach(edge -> makers.put(edge, step)));
    List<List<TransformDefinition>> cycles = new ArrayList<>();
    Set<TransformDefinition> seen = new HashSet<>();
    for (TransformDefinition start : waiting) {
      Set<TransformDefinition> path = new LinkedHashSet<>();
      TransformDefinition step = start;
      while (step != null && !seen.contains(step) && path.add(step)) {
        step =
            inputs.get(step.id()).stream()
                .map(makers::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
      }
      if (step != null && path.contains(step)) {
        List<TransformDefinition> walked = new ArrayList<>(path);
        cycles.add(walked.subList(walked.indexOf(step), walked.size()));
      }
      seen.addAll(path);
    }
    return cycles;
  }
}
