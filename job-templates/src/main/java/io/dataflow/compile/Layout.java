package io.dataflow.compile;

import io.dataflow.plan.PlanNode;
import io.dataflow.plan.TypedPlan;
import io.dataflow.schema.RecordSchema;
import java.util.HashMap;
import java.util.Map;

/**
 * How rows lie behind a node: a source hands on only the fields that are needed, while expressions
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

  static Map<String, Layout> of(TypedPlan plan) {
    Map<String, Layout> layouts = new HashMap<>();
    for (PlanNode node : plan.nodes()) {
      Layout whole = new Layout(node.outputSchema(), node.outputSchema());
      if (node instanceof PlanNode.SourceNode source) {
        layouts.put(node.id(), new Layout(source.schema(), source.projectedSchema()));
      } else if (node instanceof PlanNode.FilterNode filter) {
        layouts.put(node.id(), layouts.get(filter.input()));
      } else {
        layouts.put(node.id(), whole);
      }
    }
    return layouts;
  }
}
