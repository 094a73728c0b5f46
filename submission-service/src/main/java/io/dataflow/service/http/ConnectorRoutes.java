package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.connector.Connector;
import io.dataflow.connector.ConnectorRegistry;
import io.dataflow.connector.OptionDeclaration;
import io.dataflow.error.NearestName;
import io.dataflow.expression.FunctionDefinition;
import io.dataflow.expression.FunctionRegistry;
import java.util.List;
import java.util.Locale;

/** What a definition can be made of: connectors with their options, functions of expressions. */
final class ConnectorRoutes {
  private static final String BASE = "/api/v1/connectors";

  private final ConnectorRegistry connectors;
  private final FunctionRegistry functions;

  ConnectorRoutes(ConnectorRegistry connectors, FunctionRegistry functions) {
    this.connectors = connectors;
    this.functions = functions;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(BASE, "All connectors", "ConnectorList", this::list),
        Endpoint.get(BASE + "/{type}", "One connector", "Connector", this::one).refuses(404),
        Endpoint.of("POST", BASE + "/{type}/test", Role.EDITOR, "Not available yet", this::test)
            .takes(Endpoint.BodyKind.COMMAND, "EmptyRequest")
            .refuses(404, 501),
        Endpoint.get(
            "/api/v1/functions", "All functions of expressions", "FunctionList", this::functions));
  }

  private Answer list(ApiRequest request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("connectors");
    connectors.all().forEach(connector -> array.add(render(connector)));
    return Answer.ok(json);
  }

  private Answer functions(ApiRequest request) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode array = json.putArray("functions");
    for (FunctionDefinition function : functions.definitions()) {
      ObjectNode row = array.addObject();
      row.put("name", function.name());
      row.put("category", function.category().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      row.put("syntax", function.syntax());
      row.put("returns", function.returns());
      row.put("description", function.description());
      if (!function.nullRule().text().isEmpty()) {
        row.put("nulls", function.nullRule().text());
      }
      ArrayNode aliases = row.putArray("aliases");
      function.aliases().forEach(aliases::add);
      ArrayNode examples = row.putArray("examples");
      function
          .examples()
          .forEach(
              example ->
                  examples
                      .addObject()
                      .put("expression", example.expression())
                      .put("result", example.result()));
    }
    return Answer.ok(json);
  }

  private Answer one(ApiRequest request) {
    return Answer.ok(render(find(request)));
  }

  private Answer test(ApiRequest request) {
    throw Problem.of(
            ProblemCode.NOT_AVAILABLE,
            "testing a connection of '"
                + find(request).type()
                + "' is not available yet; validate a definition with level=sample reads from it")
        .exception();
  }

  private Connector find(ApiRequest request) {
    String type = request.pathParameter("type");
    return connectors
        .find(type)
        .orElseThrow(
            () ->
                Problem.of(
                        ProblemCode.CONNECTOR_NOT_FOUND,
                        "there is no connector '"
                            + type
                            + "'; "
                            + NearestName.hint(
                                type, connectors.all().stream().map(Connector::type).toList()))
                    .exception());
  }

  private static ObjectNode render(Connector connector) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("type", connector.type());
    ArrayNode aliases = json.putArray("aliases");
    connector.aliases().stream().sorted().forEach(aliases::add);
    json.put("description", connector.description());
    connector
        .source()
        .ifPresent(
            source -> json.set("source", side(source.connectionStringMeaning(), source.options())));
    connector
        .sink()
        .ifPresent(sink -> json.set("sink", side(sink.connectionStringMeaning(), sink.options())));
    connector
        .lookup()
        .ifPresent(
            lookup -> json.set("lookup", side(lookup.connectionStringMeaning(), lookup.options())));
    return json;
  }

  private static ObjectNode side(String connectionString, List<OptionDeclaration> options) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("connectionString", connectionString);
    ObjectNode schema = json.putObject("options");
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (OptionDeclaration option : options) {
      ObjectNode property = properties.putObject(option.name());
      switch (option.type()) {
        case BOOLEAN -> property.put("type", "boolean");
        case INTEGER -> property.put("type", "integer");
        case DURATION -> property.put("type", "string").put("format", "duration");
        case SIZE -> property.put("type", "string").put("format", "size");
        case STRING, CHOICE -> property.put("type", "string");
      }
      if (!option.choices().isEmpty()) {
        ArrayNode choices = property.putArray("enum");
        option.choices().forEach(choices::add);
      }
      option.defaultValue().ifPresent(value -> property.put("default", value));
      property.put("description", option.description());
      if (option.secret()) {
        property.put("writeOnly", true);
      }
      if (!option.aliases().isEmpty()) {
        ArrayNode names = property.putArray("x-aliases");
        option.aliases().forEach(names::add);
      }
      if (option.required()) {
        required.add(option.name());
      }
    }
    return json;
  }
}
