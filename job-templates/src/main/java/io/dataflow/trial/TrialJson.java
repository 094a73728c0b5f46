package io.dataflow.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.pipeline.DefinitionTest;
import io.dataflow.plan.PlanNode;
import java.io.UncheckedIOException;
import java.util.List;

/** What a trial showed, for answers. */
final class TrialJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private TrialJson() {}

  static ObjectNode test(DefinitionTest test, List<String> differences) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", test.name());
    json.put("pointer", test.pointer());
    json.put("passed", differences.isEmpty());
    ArrayNode array = json.putArray("differences");
    differences.forEach(array::add);
    return json;
  }

  static ObjectNode preview(TrialResult result) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode steps = json.putArray("steps");
    for (PlanNode node : result.plan().nodes()) {
      if (node instanceof PlanNode.SinkNode) {
        steps.add(step(node.id(), node.kind(), result.sinks().get(node.id())));
      } else {
        node.outputs()
            .forEach(
                edge -> steps.add(step(edge.name(), node.kind(), result.edges().get(edge.name()))));
      }
    }
    result
        .deadLetters()
        .ifPresent(rows -> json.set("deadLetters", step("dead-letter", "sink", rows)));
    ObjectNode counters = json.putObject("counters");
    result.counters().forEach(counters::put);
    result
        .failure()
        .ifPresentOrElse(failure -> json.put("failure", failure), () -> json.putNull("failure"));
    return json;
  }

  /** {@code op} beside each row where results may change. */
  private static ObjectNode step(String id, String kind, TrialResult.Rows rows) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", id);
    json.put("kind", kind);
    json.put("changeMode", rows.edge().mode().text());
    ObjectNode schema = json.putObject("schema");
    rows.edge()
        .schema()
        .fields()
        .forEach(field -> schema.put(field.name(), field.type().toString()));
    json.put("count", rows.count());
    ArrayNode array = json.putArray("rows");
    for (String line : rows.lines()) {
      ObjectNode row = array.addObject();
      row.put("op", line.substring(0, 2));
      row.set("row", read(line.substring(3)));
    }
    return json;
  }

  private static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
