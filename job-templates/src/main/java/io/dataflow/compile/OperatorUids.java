package io.dataflow.compile;

import io.dataflow.plan.Edge;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.plan.UnionNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one table of uids, by which state finds its operator again: a source, a sink or a step with
 * state is its id and what its state depends on; a run is what stands before and behind it, so that
 * it stays the same when steps inside it change.
 */
final class OperatorUids {
  private final Map<String, PlanNode> byOutput = new HashMap<>();

  /** The operators that stand behind an edge, as far as the next ones. */
  private final Map<String, Set<String>> behind = new HashMap<>();

  private final Set<String> taken = new HashSet<>();

  OperatorUids(TypedPlan plan) {
    List<PlanNode> nodes = plan.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      PlanNode node = nodes.get(i);
      Set<String> next = new TreeSet<>();
      if (isOperator(node) && !(node instanceof PlanNode.SourceNode)) {
        next.add(node.id());
      } else {
        node.outputs().forEach(edge -> next.addAll(behind(edge.name())));
      }
      node.inputs()
          .forEach(input -> behind.computeIfAbsent(input, edge -> new TreeSet<>()).addAll(next));
      for (Edge edge : node.outputs()) {
        byOutput.put(edge.name(), node);
      }
    }
  }

  private Set<String> behind(String edge) {
    return behind.getOrDefault(edge, Set.of());
  }

  private static boolean isOperator(PlanNode node) {
    return node instanceof PlanNode.SourceNode
        || node instanceof PlanNode.SinkNode
        || node instanceof KeyedNode
        || node instanceof UnionNode;
  }

  static String of(PlanNode.SourceNode source) {
    return source.id() + ":" + source.identity();
  }

  static String of(PlanNode.SinkNode sink) {
    return sink.id() + ":" + sink.identity();
  }

  static String of(KeyedNode node) {
    return node.id() + ":" + node.identity();
  }

  /** Asked once for each run, in order: several between the same operators get an ordinal. */
  String of(Run run) {
    String uid = "run:" + before(run.input()) + "-" + String.join("+", behind(run));
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

  private Set<String> behind(Run run) {
    Set<String> next = new TreeSet<>();
    run.head().ifPresent(head -> next.add(head.step().id()));
    run.sink().ifPresent(sink -> next.add(sink.id()));
    if (next.isEmpty()) {
      PlanNode last = run.nodes().get(run.nodes().size() - 1);
      last.outputs().forEach(edge -> next.addAll(behind(edge.name())));
    }
    return next;
  }

  private String before(String edge) {
    PlanNode node = byOutput.get(edge);
    return isOperator(node) ? node.id() : before(node.inputs().get(0));
  }
}
