package io.dataflow.compile;

import io.dataflow.plan.Edge;
import io.dataflow.plan.PlanNode;
import io.dataflow.plan.RouteNode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.schema.RecordSchema;
import java.util.HashMap;
import java.util.Map;

/**
 * How rows lie on an edge: a source hands on only the fields that are needed, while expressions
 * count positions in the whole schema.
 *
 * @param logical the schema that expressions are typed over
 * @param physical what the rows really have, a sub-list of it
 */
record Layout(RecordSchema logical, RecordSchema physical) {
  /** Position in the row of a position in the schema; only of a field that is needed. */
  int position(int logicalPosition) {
    int position = physical.indexOf(logical.fields().get(logicalPosition).name());
    if (position < 0) {
      throw new IllegalStateException(
          "field '" + logical.fields().get(logicalPosition).name() + "' was projected away");
    }
    return position;
  }

  /** By the names of the plan's edges. */
  static Map<String, Layout> of(TypedPlan plan) {
    Map<String, Layout> layouts = new HashMap<>();
    for (PlanNode node : plan.nodes()) {
      for (Edge edge : node.outputs()) {
        layouts.put(edge.name(), of(node, layouts));
      }
    }
    return layouts;
  }

  private static Layout of(PlanNode node, Map<String, Layout> layouts) {
    return node instanceof PlanNode.FilterNode || node instanceof RouteNode
        ? layouts.get(node.inputs().get(0))
        : new Layout(node.outputSchema(), node.projectedSchema());
  }
}
