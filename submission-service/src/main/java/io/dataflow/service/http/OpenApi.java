package io.dataflow.service.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The OpenAPI 3.1 document of the endpoints that this service has. */
final class OpenApi {
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private OpenApi() {}

  static ObjectNode document(List<Endpoint> endpoints, String version) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("openapi", "3.1.0");
    json.putObject("info")
        .put("title", "DataFlow")
        .put("version", version)
        .put("description", "Data pipelines as JSON documents, run exactly once on Apache Flink");
    ObjectNode paths = json.putObject("paths");
    for (Endpoint endpoint : endpoints) {
      paths
          .withObjectProperty(endpoint.path())
          .set(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint));
    }
    ObjectNode components = json.putObject("components");
    components.set("schemas", schemas());
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer");
    return json;
  }

  private static ObjectNode operation(Endpoint endpoint) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("summary", endpoint.summary());
    json.put("x-role", endpoint.role().text());
    ArrayNode parameters = json.putArray("parameters");
    Matcher matcher = PARAMETER.matcher(endpoint.path());
    while (matcher.find()) {
      parameters
          .addObject()
          .put("name", matcher.group(1))
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    for (Endpoint.QueryParameter parameter : endpoint.query()) {
      parameters
          .addObject()
          .put("name", parameter.name())
          .put("in", "query")
          .put("description", parameter.description())
          .putObject("schema")
          .put("type", parameter.type());
    }
    body(endpoint, json);
    ObjectNode responses = json.putObject("responses");
    new TreeMap<>(endpoint.responses())
        .forEach(
            (status, schema) ->
                response(responses.putObject(Integer.toString(status)), status, schema));
    response(responses.putObject("default"), 400, "Problem");
    return json;
  }

  private static void body(Endpoint endpoint, ObjectNode operation) {
    List<String> types =
        switch (endpoint.body()) {
          case NONE -> List.of();
          case COMMAND -> List.of("application/json");
          case DEFINITION -> List.of("application/json", "application/yaml");
          case PATCH -> List.of("application/merge-patch+json", "application/json");
        };
    if (!types.isEmpty()) {
      ObjectNode body = operation.putObject("requestBody");
      body.put("required", endpoint.body() != Endpoint.BodyKind.COMMAND);
      ObjectNode content = body.putObject("content");
      types.forEach(type -> reference(content.putObject(type), endpoint.requestSchema()));
    }
  }

  private static void response(ObjectNode json, int status, String schema) {
    json.put("description", status < 400 ? "Done" : "A problem (RFC 9457)");
    if (!schema.isEmpty()) {
      String type = schema.equals("Problem") ? Problem.MEDIA_TYPE : "application/json";
      reference(json.putObject("content").putObject(type), schema);
    }
  }

  private static void reference(ObjectNode mediaType, String schema) {
    mediaType.putObject("schema").put("$ref", "#/components/schemas/" + schema);
  }

  private static ObjectNode schemas() {
    try (InputStream stream = OpenApi.class.getResourceAsStream("openapi-schemas.json")) {
      return (ObjectNode)
          JsonText.stored(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
