package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.service.domain.Operation;
import java.util.TreeMap;

/** A long operation as the API shows it. */
final class OperationJson {
  private OperationJson() {}

  static ObjectNode render(Operation operation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("operationId", operation.id());
    json.put("kind", operation.kind());
    json.put("state", operation.state().text());
    json.put("message", operation.message());
    json.put("startedAt", operation.startedAt().toString());
    operation.endedAt().ifPresent(end -> json.put("endedAt", end.toString()));
    ObjectNode result = json.putObject("result");
    new TreeMap<>(operation.result()).forEach(result::put);
    return json;
  }
}
