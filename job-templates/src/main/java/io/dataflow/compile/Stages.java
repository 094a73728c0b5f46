package io.dataflow.compile;

import io.dataflow.plan.Edge;
import io.dataflow.plan.KeyedNode;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.RouteNode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.plan.UnionNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Cuts a plan into stages: runs as long as possible, but of bounded size. */
final class Stages {
  static final int MAX_NODES = 64;

  private final Map<String, Integer> readers = new HashMap<>();

  /** Runs that can go on, by the edge that they end with. */
  private final Map<String, Growing> open = new HashMap<>();

  private final List<Supplier<Stage>> stages = new ArrayList<>();

  private Stages() {}

  /** In topological order; every node is in exactly one stage, and a head in the run before it. */
  static List<Stage> of(TypedPlan plan) {
    return new Stages().cut(plan);
  }

  private List<Stage> cut(TypedPlan plan) {
    for (PlanNode node : plan.nodes()) {
      node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
    }
    for (PlanNode node : plan.nodes()) {
      if (node instanceof KeyedNode keyed) {
        addHeads(node);
        stages.add(() -> new Stage.Keyed(keyed));
      } else if (node instanceof UnionNode union) {
        addHeads(node);
        stages.add(() -> new Stage.United(union));
      } else {
        add(node);
      }
    }
    return stages.stream().map(Supplier::get).toList();
  }

  private void addHeads(PlanNode node) {
    for (int i = 0; i < node.inputs().size(); i++) {
      runBehind(node.inputs().get(i)).head = Optional.of(new Run.Head(node, i));
    }
  }

  private void add(PlanNode node) {
    Growing run =
        node instanceof PlanNode.SourceNode ? newRun(node.id()) : runBehind(node.inputs().get(0));
    run.nodes.add(node);
    boolean ends = node instanceof PlanNode.SinkNode || node instanceof RouteNode;
    List<Edge> outputs = node.outputs();
    if (!ends && readers.get(outputs.get(0).name()) == 1) {
      open.put(node.id(), run);
    }
  }

  /** The run that ends with the edge and that nobody else reads, else a new one. */
  private Growing runBehind(String edge) {
    Growing run = open.remove(edge);
    return run != null && run.nodes.size() < MAX_NODES ? run : newRun(edge);
  }

  private Growing newRun(String input) {
    Growing run = new Growing(input);
    stages.add(run::run);
    return run;
  }

  private static final class Growing {
    private final String input;
    private final List<PlanNode> nodes = new ArrayList<>();
    private Optional<Run.Head> head = Optional.empty();

    Growing(String input) {
      this.input = input;
    }

    Run run() {
      return new Run(input, nodes, head);
    }
  }
}
