package io.dataflow.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;

/** JSON and YAML as text. */
final class Json {

  static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static String pretty(JsonNode node) throws JsonProcessingException {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  static ArrayNode array(List<JsonNode> nodes) {
    return MAPPER.createArrayNode().addAll(nodes);
  }

  static String yaml(JsonNode node) throws JsonProcessingException {
    return new YAMLMapper().writeValueAsString(node);
  }
}
