package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The small JSON object of a command. Every member is asked for by name; {@link #check} then
 * refuses what nobody asked for, and everything that was wrong, all at once.
 */
final class CommandBody {
  private final ObjectNode body;
  private final Set<String> asked = new TreeSet<>();
  private final Diagnostics diagnostics = new Diagnostics();

  CommandBody(byte[] bytes) {
    body = bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : JsonText.readObject(bytes);
  }

  Optional<String> text(String name) {
    return member(name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
  }

  boolean flag(String name, boolean otherwise) {
    return member(name, JsonNode::isBoolean, "true or false")
        .map(JsonNode::booleanValue)
        .orElse(otherwise);
  }

  Optional<Integer> integer(String name) {
    return member(name, node -> node.isInt() && node.isIntegralNumber(), "an integer")
        .map(JsonNode::intValue);
  }

  Optional<JsonNode> object(String name) {
    return member(name, JsonNode::isObject, "an object");
  }

  private Optional<JsonNode> member(String name, Predicate<JsonNode> fits, String expected) {
    asked.add(name);
    JsonNode node = body.get(name);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!fits.test(node)) {
      diagnostics.error(ErrorCode.WRONG_TYPE, "/" + name, "'" + name + "' must be " + expected);
      return Optional.empty();
    }
    return Optional.of(node);
  }

  void missing(String name, String hint) {
    diagnostics.error(ErrorCode.MISSING_VALUE, "/" + name, "'" + name + "' is missing", hint);
  }

  /**
   * @param name of a member, or the rest of the pointer to what lies in it: {@code rows/a/1}
   */
  void wrong(String name, String message, String hint) {
    diagnostics.error(ErrorCode.INVALID_VALUE, "/" + name, message, hint);
  }

  void check() {
    body.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                diagnostics.error(
                    ErrorCode.UNKNOWN_FIELD_IN_DOCUMENT,
                    Pointers.child("", name),
                    "unknown field '" + name + "'",
                    asked.isEmpty()
                        ? "this call takes an empty body"
                        : NearestName.hint(name, asked));
              }
            });
    if (diagnostics.hasErrors()) {
      throw Problem.of(
              ProblemCode.INVALID_BODY, diagnostics.all().get(0).message(), diagnostics.all())
          .exception();
    }
  }
}
