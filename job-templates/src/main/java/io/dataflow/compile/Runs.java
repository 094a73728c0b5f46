package io.dataflow.compile;

import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cuts a plan into runs: as long as possible, but an operator's code stays of bounded size. */
final class Runs {
  static final int MAX_NODES = 64;

  private Runs() {}

  /** In topological order; every node is in exactly one run. */
  static List<Run> of(TypedPlan plan) {
    Map<String, Integer> readers = new HashMap<>();
    plan.nodes()
        .forEach(node -> node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
    Map<String, List<PlanNode>> runByLast = new LinkedHashMap<>();
    List<List<PlanNode>> runs = new ArrayList<>();
    for (PlanNode node : plan.nodes()) {
      List<PlanNode> run = new ArrayList<>();
      if (node.inputs().size() == 1 && readers.get(node.inputs().get(0)) == 1) {
        List<PlanNode> before = runByLast.get(node.inputs().get(0));
        run = before.size() < MAX_NODES ? before : run;
      }
      if (run.isEmpty()) {
        runs.add(run);
      }
      run.add(node);
      runByLast.put(node.id(), run);
    }
    return runs.stream().map(Run::new).toList();
  }
}
