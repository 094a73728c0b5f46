package io.dataflow.plan;

import io.dataflow.pipeline.Enrich;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which steps have to say what a row was before it changed. An upsert by key needs no such
 * rows; whoever drops rows by their values, loses the key or computes a result of its own does.
 */
final class BeforeImages {
  private final Set<String> edges = new HashSet<>();

  private BeforeImages() {}

  /**
   * @param nodes in topological order
   */
  static List<PlanNode> demand(List<PlanNode> nodes) {
    BeforeImages images = new BeforeImages();
    List<PlanNode> result = new ArrayList<>(nodes);
    for (int i = result.size() - 1; i >= 0; i--) {
      PlanNode node = result.get(i);
      boolean demanded =
          node.outputs().stream().anyMatch(edge -> images.edges.contains(edge.name()));
      if (needsThem(node) || (demanded && !(node instanceof KeyedNode))) {
        images.edges.addAll(node.inputs());
      }
      if (demanded && node instanceof KeyedNode keyed) {
        result.set(i, keyed.withBeforeImages());
      }
    }
    return result;
  }

  /** Whether it would be wrong without them, where its input changes at all. */
  private static boolean needsThem(PlanNode node) {
    return node instanceof PlanNode.FilterNode
        || node instanceof RouteNode
        || (node instanceof EnrichNode enrich && enrich.onMiss() == Enrich.OnMiss.DROP)
        || node instanceof KeyedNode
        || node.outputMode() instanceof ChangeMode.Retract;
  }
}
