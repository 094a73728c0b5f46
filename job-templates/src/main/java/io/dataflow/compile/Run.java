package io.dataflow.compile;

import io.dataflow.plan.EnrichNode;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.RouteNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Neighbours in the plan that become one operator: at most one source, at the front, then stateless
 * steps, then at most one of a sink, a route, or the preparation of rows for what stands behind.
 * Between two of them nothing else reads.
 *
 * @param input the edge that it reads; its own source's where it has one
 * @param head the step behind whose rows it prepares
 */
record Run(String input, List<PlanNode> nodes, Optional<Head> head) implements Stage {
  /**
   * The part of a step that runs in front of the shuffle.
   *
   * @param input index in the step's inputs
   */
  record Head(PlanNode step, int input) {}

  Run {
    nodes = List.copyOf(nodes);
  }

  /** The sources, steps and sinks that are counted in it, in order. */
  List<PlanNode> counted() {
    List<PlanNode> counted = new ArrayList<>(nodes);
    head.ifPresent(end -> counted.add(end.step()));
    return counted;
  }

  /** Where its output is found by those who read it. */
  String output() {
    return head.map(end -> output(end.step(), end.input()))
        .orElseGet(() -> nodes.get(nodes.size() - 1).id());
  }

  static String output(PlanNode step, int input) {
    return step.id() + "/" + input;
  }

  Optional<PlanNode.SourceNode> source() {
    return !nodes.isEmpty() && nodes.get(0) instanceof PlanNode.SourceNode source
        ? Optional.of(source)
        : Optional.empty();
  }

  Optional<PlanNode.SinkNode> sink() {
    return last() instanceof PlanNode.SinkNode sink ? Optional.of(sink) : Optional.empty();
  }

  Optional<RouteNode> route() {
    return last() instanceof RouteNode route ? Optional.of(route) : Optional.empty();
  }

  /** The steps that look things up, in order: each has a table of its own. */
  List<EnrichNode> enriches() {
    return nodes.stream().filter(EnrichNode.class::isInstance).map(EnrichNode.class::cast).toList();
  }

  private PlanNode last() {
    return counted().get(counted().size() - 1);
  }

  /** The nodes that compute something: neither the source nor the sink. */
  List<PlanNode> steps() {
    return counted().stream()
        .filter(node -> !(node instanceof PlanNode.SourceNode || node instanceof PlanNode.SinkNode))
        .toList();
  }

  /** The steps for people; of a run without steps, its source and sink. */
  String name() {
    List<PlanNode> named = steps().isEmpty() ? nodes : steps();
    return String.join(" > ", named.stream().map(PlanNode::id).toList());
  }
}
