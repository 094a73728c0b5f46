package io.dataflow.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

/** Holds answers against the OpenAPI document, and remembers which were seen. */
final class OpenApiContract {
  private final JsonNode document;
  private final Set<String> seen = new ConcurrentSkipListSet<>();

  OpenApiContract(JsonNode document) {
    this.document = document;
  }

  /** {@code GET /health 200} for every response that the document promises, problems aside. */
  Set<String> promised() {
    Set<String> promised = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            method
                                .getValue()
                                .path("responses")
                                .fieldNames()
                                .forEachRemaining(
                                    status -> {
                                      if (!status.equals("default")) {
                                        promised.add(
                                            method.getKey().toUpperCase(Locale.ROOT)
                                                + " "
                                                + path.getKey()
                                                + " "
                                                + status);
                                      }
                                    })));
    return promised;
  }

  Set<String> seen() {
    return Set.copyOf(seen);
  }

  void check(String method, String uri, TestingApi.Reply reply) {
    String path = uri.replaceFirst("\\?.*", "");
    if (reply.status() >= 400) {
      assertThat(reply.text()).doesNotContain("\tat ").doesNotContain("Exception:");
    }
    for (var template : document.path("paths").properties()) {
      if (Pattern.matches(template.getKey().replaceAll("\\{[^}]+}", "[^/]+"), path)
          && template.getValue().has(method.toLowerCase(Locale.ROOT))) {
        JsonNode responses =
            template.getValue().path(method.toLowerCase(Locale.ROOT)).path("responses");
        JsonNode response = responses.path(Integer.toString(reply.status()));
        if (response.isMissingNode()) {
          assertThat(reply.status())
              .as("%s %s answers %s, which is not documented", method, uri, reply)
              .isGreaterThanOrEqualTo(400);
          response = responses.path("default");
        } else {
          seen.add(method + " " + template.getKey() + " " + reply.status());
        }
        checkBody(response, reply);
        return;
      }
    }
    if (reply.status() >= 400) {
      assertThat(problems(schema("Problem"), reply.body(), "")).as(reply.toString()).isEmpty();
    }
  }

  private void checkBody(JsonNode response, TestingApi.Reply reply) {
    for (var content : response.path("content").properties()) {
      if (reply.header("Content-Type").startsWith(content.getKey())) {
        assertThat(problems(content.getValue().path("schema"), reply.body(), ""))
            .as(reply.toString())
            .isEmpty();
        return;
      }
    }
    assertThat(response.has("content") && !reply.header("Content-Type").startsWith("text/event"))
        .as("media type of %s", reply)
        .isFalse();
  }

  private JsonNode schema(String name) {
    return document.path("components").path("schemas").path(name);
  }

  /** The part of JSON Schema that our document uses. */
  private List<String> problems(JsonNode schema, JsonNode value, String where) {
    if (schema.has("$ref")) {
      String reference = schema.get("$ref").textValue();
      return problems(schema(reference.substring(reference.lastIndexOf('/') + 1)), value, where);
    }
    if (schema.has("oneOf")) {
      for (JsonNode option : schema.get("oneOf")) {
        if (problems(option, value, where).isEmpty()) {
          return List.of();
        }
      }
      return List.of(where + " fits none of oneOf: " + value);
    }
    List<String> found = new ArrayList<>();
    if (schema.has("type") && !isOf(schema.get("type").textValue(), value)) {
      found.add(where + " is no " + schema.get("type") + ": " + value);
      return found;
    }
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode choice : schema.get("enum")) {
        known |= choice.equals(value);
      }
      if (!known) {
        found.add(where + " is not in the enum: " + value);
      }
    }
    schema
        .path("required")
        .forEach(
            name -> {
              if (!value.has(name.textValue())) {
                found.add(where + " lacks " + name);
              }
            });
    if (value.isObject()) {
      JsonNode more = schema.path("additionalProperties");
      value
          .properties()
          .forEach(
              member -> {
                JsonNode known = schema.path("properties").path(member.getKey());
                String inside = where + "/" + member.getKey();
                if (!known.isMissingNode()) {
                  found.addAll(problems(known, member.getValue(), inside));
                } else if (more.isBoolean() && !more.booleanValue()) {
                  found.add(inside + " is not documented");
                } else if (more.isObject()) {
                  found.addAll(problems(more, member.getValue(), inside));
                }
              });
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        found.addAll(problems(schema.get("items"), value.get(i), where + "/" + i));
      }
    }
    return found;
  }

  private static boolean isOf(String type, JsonNode value) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException(type);
    };
  }
}
