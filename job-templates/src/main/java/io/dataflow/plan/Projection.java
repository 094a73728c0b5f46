package io.dataflow.plan;

import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.schema.RecordSchema;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Push-down of the fields that are needed into the sources. A step whose records may become dead
 * letters needs all of its input, since a dead letter shows the whole record.
 */
final class Projection {
  private final Map<String, Edge> edges = new HashMap<>();
  private final Map<String, BitSet> needed = new HashMap<>();

  private Projection() {}

  static List<PlanNode> pushDown(List<PlanNode> nodes) {
    Projection projection = new Projection();
    nodes.forEach(node -> node.outputs().forEach(edge -> projection.edges.put(edge.name(), edge)));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      projection.require(nodes.get(i));
    }
    return nodes.stream().map(projection::project).toList();
  }

  private void require(PlanNode node) {
    for (int i = 0; i < node.inputs().size(); i++) {
      Edge input = edges.get(node.inputs().get(i));
      BitSet fields = needed.computeIfAbsent(input.name(), name -> new BitSet());
      fields.or(node.reads(i, behind(node)));
      if (node.onError() == ErrorPolicy.DEAD_LETTER && !(node instanceof UnionNode)) {
        fields.set(0, input.schema().size());
      }
    }
  }

  /** At least one: a row without fields is none, and a decoder needs something to decode. */
  private BitSet behind(PlanNode node) {
    BitSet fields = new BitSet();
    node.outputs().forEach(edge -> fields.or(needed.getOrDefault(edge.name(), new BitSet())));
    if (fields.isEmpty()) {
      fields.set(0);
    }
    return fields;
  }

  private PlanNode project(PlanNode node) {
    BitSet fields = behind(node);
    if (node instanceof PlanNode.SourceNode source) {
      source.time().ifPresent(time -> fields.set(source.schema().indexOf(time.field())));
    }
    return node.withProjection(project(node.outputSchema(), fields));
  }

  private static RecordSchema project(RecordSchema schema, BitSet fields) {
    return new RecordSchema(
        fields.stream().mapToObj(position -> schema.fields().get(position)).toList());
  }
}
