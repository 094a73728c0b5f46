package io.dataflow.plan;

import io.dataflow.function.AggregateCall;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as strings and numbers, for answers and pages.
 *
 * @param deliveryGuarantee what holds for every sink ({@code exactly-once})
 */
public record PlanDescription(
    String name,
    boolean bounded,
    String deliveryGuarantee,
    List<Node> nodes,
    Optional<Node> deadLetter) {
  /**
   * @param schema field name to type text: what the node hands on; of a sink: what reaches it
   * @param changeMode {@code append}, {@code upsert(key)} or {@code retract}
   * @param onError the policy that applies, written or by default
   * @param details what is particular to the kind: {@code connector}, {@code deliveryGuarantee},
   *     {@code reads} (the fields that are decoded), {@code expression}, {@code fields} ...
   */
  public record Node(
      String id,
      String kind,
      List<String> inputs,
      Map<String, String> schema,
      String changeMode,
      String onError,
      Map<String, String> details) {}

  public PlanDescription {
    nodes = List.copyOf(nodes);
  }

  static PlanDescription of(TypedPlan plan) {
    return new PlanDescription(
        plan.name(),
        plan.bounded(),
        plan.guarantee().text(),
        plan.nodes().stream().map(PlanDescription::describe).toList(),
        plan.deadLetter().map(PlanDescription::describe));
  }

  private static Node describe(PlanNode node) {
    return new Node(
        node.id(),
        node.kind(),
        node.inputs(),
        types(node.outputSchema()),
        node.outputMode().text(),
        node.onError().text(),
        details(node));
  }

  private static Map<String, String> types(RecordSchema schema) {
    Map<String, String> types = new LinkedHashMap<>();
    schema.fields().forEach(field -> types.put(field.name(), field.type().toString()));
    return types;
  }

  private static Map<String, String> details(PlanNode node) {
    Map<String, String> details = new LinkedHashMap<>();
    if (node instanceof PlanNode.SourceNode source) {
      details.put("connector", source.connector());
      details.put("bounded", String.valueOf(source.bounded()));
      details.put("reads", String.join(", ", source.projectedSchema().names()));
      source.time().ifPresent(time -> details.put("eventTime", time.field()));
    } else if (node instanceof PlanNode.FilterNode filter) {
      details.put("expression", filter.condition().text());
    } else if (node instanceof PlanNode.MapNode map) {
      details.put("fields", fields(map));
    } else if (node instanceof FlatMapNode flatMap) {
      details.put("field", flatMap.elements().text());
    } else if (node instanceof EnrichNode enrich) {
      details.put("lookup", enrich.table().connector());
      details.put("on", String.join(", ", enrich.table().key()));
      details.put("fields", String.join(", ", enrich.table().values()));
      details.put("onMiss", enrich.onMiss().text());
    } else if (node instanceof RouteNode route) {
      details.put("routes", routes(route));
    } else if (node instanceof DeduplicateNode deduplicate) {
      details.put("keys", String.join(", ", deduplicate.keyedInput().keySchema().names()));
      details.put("keep", deduplicate.keepLast() ? "last" : "first");
      deduplicate.ttl().ifPresent(ttl -> details.put("ttl", ttl.toString()));
    } else if (node instanceof AggregateNode aggregate) {
      describe(aggregate, details);
    } else if (node instanceof JoinNode join) {
      details.putAll(join.details());
    } else if (node instanceof TopNNode topN) {
      details.putAll(topN.details());
    } else if (node instanceof PlanNode.SinkNode sink) {
      details.put("connector", sink.connector());
      details.put("deliveryGuarantee", sink.guarantee().text());
    }
    return details;
  }

  private static void describe(AggregateNode aggregate, Map<String, String> details) {
    details.put("groupBy", String.join(", ", aggregate.keyedInput().keySchema().names()));
    if (aggregate.window().isPresent()) {
      details.put("window", aggregate.windowText());
      details.put("onLate", aggregate.onLate().text());
    }
    aggregate.ttl().ifPresent(ttl -> details.put("ttl", ttl.toString()));
    details.put(
        "aggregations",
        String.join(", ", aggregate.calls().stream().map(AggregateCall::meaning).toList()));
  }

  private static String routes(RouteNode route) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < route.names().size(); i++) {
      texts.add(route.names().get(i) + " = " + route.conditions().get(i).text());
    }
    texts.add("otherwise " + route.otherwise().orElse("drop"));
    return String.join(", ", texts);
  }

  private static String fields(PlanNode.MapNode map) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < map.fields().size(); i++) {
      String name = map.outputSchema().fields().get(i).name();
      MappedField field = map.fields().get(i);
      if (field instanceof MappedField.Computed computed) {
        texts.add(name + " = " + computed.expression().text());
      } else if (field instanceof MappedField.Copied copied) {
        String from = map.inputSchema().fields().get(copied.position()).name();
        texts.add(from.equals(name) ? name : name + " = " + from);
      }
    }
    return String.join(", ", texts);
  }
}
