package io.dataflow.plan;

import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Push-down of the fields that are needed into the sources. A step whose records may become dead
 * letters needs all of its input, since a dead letter shows the whole record.
 */
final class Projection {
  private final Map<String, BitSet> needed = new HashMap<>();

  private Projection() {}

  static List<PlanNode> pushDown(List<PlanNode> nodes) {
    Projection projection = new Projection();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      projection.require(nodes.get(i));
    }
    List<PlanNode> projected = new ArrayList<>();
    for (PlanNode node : nodes) {
      projected.add(
          node instanceof PlanNode.SourceNode source
              ? source.withProjection(projection.of(source))
              : node);
    }
    return projected;
  }

  private void require(PlanNode node) {
    if (node instanceof PlanNode.SinkNode sink) {
      ofInput(sink).set(0, sink.outputSchema().size());
    } else if (node instanceof PlanNode.FilterNode filter) {
      BitSet fields = ofInput(filter);
      fields.or(needed.getOrDefault(filter.id(), new BitSet()));
      filter.condition().usedFields().forEach(fields::set);
      requireForDeadLetter(filter, filter.outputSchema(), fields);
    } else if (node instanceof PlanNode.MapNode map) {
      BitSet fields = ofInput(map);
      for (MappedField field : map.fields()) {
        if (field instanceof MappedField.Copied copied) {
          fields.set(copied.position());
        } else if (field instanceof MappedField.Computed computed) {
          computed.expression().usedFields().forEach(fields::set);
        }
      }
      requireForDeadLetter(map, map.inputSchema(), fields);
    }
  }

  private static void requireForDeadLetter(PlanNode node, RecordSchema input, BitSet fields) {
    if (node.onError() == ErrorPolicy.DEAD_LETTER) {
      fields.set(0, input.size());
    }
  }

  private BitSet ofInput(PlanNode node) {
    return needed.computeIfAbsent(node.inputs().get(0), id -> new BitSet());
  }

  private RecordSchema of(PlanNode.SourceNode source) {
    BitSet fields = needed.getOrDefault(source.id(), new BitSet());
    source.eventTime().ifPresent(time -> fields.set(source.schema().indexOf(time.field())));
    if (fields.isEmpty()) {
      // A decoder needs something to decode, to tell good records from bad ones.
      fields.set(0);
    }
    return new RecordSchema(
        fields.stream().mapToObj(position -> source.schema().fields().get(position)).toList());
  }
}
