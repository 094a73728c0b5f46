package io.dataflow.compile;

import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one table of uids, by which state finds its operator again: a source or sink is its id and
 * what its state depends on; a run is what stands before and behind it, so that it stays the same
 * when steps inside it change.
 */
final class OperatorUids {
  private final Map<String, PlanNode> byId = new HashMap<>();
  private final Map<String, Set<String>> sinksBehind = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  OperatorUids(TypedPlan plan) {
    List<PlanNode> nodes = plan.nodes();
    nodes.forEach(node -> byId.put(node.id(), node));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      PlanNode node = nodes.get(i);
      Set<String> sinks = sinksBehind.computeIfAbsent(node.id(), id -> new TreeSet<>());
      if (node instanceof PlanNode.SinkNode) {
        sinks.add(node.id());
      }
      for (String input : node.inputs()) {
        sinksBehind.computeIfAbsent(input, id -> new TreeSet<>()).addAll(sinks);
      }
    }
  }

  static String of(PlanNode.SourceNode source) {
    return source.id() + ":" + source.identity();
  }

  static String of(PlanNode.SinkNode sink) {
    return sink.id() + ":" + sink.identity();
  }

  /** Asked once for each run, in order: several between the same operators get an ordinal. */
  String of(Run run) {
    String behind = String.join("+", sinksBehind.get(run.last().id()));
    String uid = "run:" + before(run.first()) + "-" + behind;
    String free = uid;
    for (int ordinal = 2; !taken.add(free); ordinal++) {
      free = uid + "/" + ordinal;
    }
    return free;
  }

  /** The run in front of the dead letter sink; it reads from many. */
  static String ofDeadLetters(PlanNode.SinkNode sink) {
    return "run:*-" + sink.id();
  }

  private String before(PlanNode node) {
    PlanNode current = node;
    while (!(current instanceof PlanNode.SourceNode)) {
      current = byId.get(current.inputs().get(0));
    }
    return current.id();
  }
}
