package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.connector.SinkConnector;
import io.dataflow.connector.SourceConnector;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes literal secrets out of definitions before they are shown. References stay: they say
 * nothing.
 */
final class SecretMask {
  private static final String MASK = "***";
  private static final String REFERENCE = "${secret:";

  private final ConnectorRegistry connectors;

  SecretMask(ConnectorRegistry connectors) {
    this.connectors = connectors;
  }

  /** The definition without secrets; a tree of its own. */
  ObjectNode definition(JsonNode document) {
    ObjectNode copy = document.deepCopy();
    Stream.of("source", "sink", "deadLetter").forEach(name -> endpoint(copy.get(name)));
    Stream.of("sources", "sinks")
        .map(copy::get)
        .filter(node -> node != null && node.isObject())
        .forEach(nodes -> nodes.forEach(this::endpoint));
    return copy;
  }

  private void endpoint(JsonNode endpoint) {
    if (!(endpoint instanceof ObjectNode object)
        || !(object.get("options") instanceof ObjectNode options)) {
      return;
    }
    String type = object.path("sourceType").asText("") + object.path("sinkType").asText("");
    List<OptionDeclaration> declared =
        connectors.find(type).map(SecretMask::declarations).orElse(List.of());
    for (OptionDeclaration option : declared) {
      if (option.secret()) {
        Stream.concat(Stream.of(option.name()), option.aliases().stream())
            .filter(name -> options.path(name).isTextual())
            .filter(name -> !options.get(name).textValue().startsWith(REFERENCE))
            .forEach(name -> options.set(name, TextNode.valueOf(MASK)));
      }
    }
  }

  private static List<OptionDeclaration> declarations(Connector connector) {
    return Stream.concat(
            connector.source().map(SourceConnector::options).orElse(List.of()).stream(),
            connector.sink().map(SinkConnector::options).orElse(List.of()).stream())
        .toList();
  }

  /** An event's payload without secrets: definitions stand in it as texts. */
  void event(ObjectNode payload) {
    if (payload.get("definition") instanceof ObjectNode definition) {
      Stream.of("document", "resolved")
          .filter(name -> definition.path(name).isTextual())
          .forEach(
              name ->
                  definition.set(
                      name, definition(JsonText.stored(definition.get(name).textValue()))));
    }
  }
}
