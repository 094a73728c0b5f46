package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.pipeline.codec.DiagnosticJson;
import io.dataflow.plan.PlanDescription;
import io.dataflow.service.command.DefinitionResolution;

/** What validation shows: findings, the schema behind every step, the operators. */
final class PlanJson {
  private PlanJson() {}

  static ObjectNode validation(DefinitionResolution resolution) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("valid", !resolution.hasErrors());
    json.set("diagnostics", DiagnosticJson.render(resolution.diagnostics()));
    if (resolution.plan().isPresent()) {
      ObjectNode schemas = json.putObject("schemas");
      resolution
          .plan()
          .get()
          .nodes()
          .forEach(
              node -> {
                ObjectNode schema = schemas.putObject(node.id());
                node.schema().forEach(schema::put);
              });
      json.set("plan", plan(resolution.plan().get()));
    } else {
      json.putNull("schemas");
      json.putNull("plan");
    }
    return json;
  }

  private static ObjectNode plan(PlanDescription plan) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("bounded", plan.bounded());
    json.put("deliveryGuarantee", plan.deliveryGuarantee());
    ArrayNode nodes = json.putArray("nodes");
    plan.nodes().forEach(node -> nodes.add(node(node)));
    plan.deadLetter().ifPresent(node -> json.set("deadLetter", node(node)));
    return json;
  }

  private static ObjectNode node(PlanDescription.Node node) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", node.id());
    json.put("kind", node.kind());
    ArrayNode inputs = json.putArray("inputs");
    node.inputs().forEach(inputs::add);
    json.put("changeMode", node.changeMode());
    json.put("onError", node.onError());
    ObjectNode details = json.putObject("details");
    node.details().forEach(details::put);
    return json;
  }
}
