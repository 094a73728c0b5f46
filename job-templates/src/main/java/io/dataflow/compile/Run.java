package io.dataflow.compile;

import io.dataflow.plan.PlanNode;
import java.util.List;
import java.util.Optional;

/**
 * Neighbours in the plan that become one operator: at most one source, at the front, then stateless
 * steps, then at most one sink. Between two of them nothing else reads.
 */
record Run(List<PlanNode> nodes) {
  Run {
    nodes = List.copyOf(nodes);
  }

  PlanNode first() {
    return nodes.get(0);
  }

  PlanNode last() {
    return nodes.get(nodes.size() - 1);
  }

  Optional<PlanNode.SourceNode> source() {
    return first() instanceof PlanNode.SourceNode source ? Optional.of(source) : Optional.empty();
  }

  Optional<PlanNode.SinkNode> sink() {
    return last() instanceof PlanNode.SinkNode sink ? Optional.of(sink) : Optional.empty();
  }

  /** The steps for people; of a run without steps, its source and sink. */
  String name() {
    List<String> steps =
        nodes.stream()
            .filter(
                node -> !(node instanceof PlanNode.SourceNode || node instanceof PlanNode.SinkNode))
            .map(PlanNode::id)
            .toList();
    List<String> named = steps.isEmpty() ? nodes.stream().map(PlanNode::id).toList() : steps;
    return String.join(" > ", named);
  }
}
