package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the members of one object and remembers which ones were asked for; {@link #close} reports
 * the others. A member that is wrong is reported and answered as if it were missing.
 */
final class ObjectCursor {
  /** A number such as {@code 1e999999999} would fill the memory when written out. */
  private static final int MAX_SCALE = 100;

  private final JsonNode node;
  private final String pointer;
  private final Diagnostics diagnostics;
  private final TreeSet<String> known = new TreeSet<>();

  ObjectCursor(JsonNode node, String pointer, Diagnostics diagnostics) {
    this.node = node;
    this.pointer = pointer;
    this.diagnostics = diagnostics;
  }

  String pointer() {
    return pointer;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  String pointer(String member) {
    return pointer + "/" + DocumentParser.escape(member);
  }

  /** Whether the member is written; null counts as written, since nothing is guessed. */
  boolean has(String member) {
    known.add(member);
    return node.has(member);
  }

  /** Whether any of the members is written; all of them are known from now on. */
  boolean hasAny(String... members) {
    known.addAll(List.of(members));
    return Stream.of(members).anyMatch(node::has);
  }

  List<String> members() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** The member as it stands, and known from now on. */
  Optional<JsonNode> raw(String member) {
    known.add(member);
    return Optional.ofNullable(node.get(member));
  }

  Optional<String> text(String member) {
    return raw(member, JsonNodeType.STRING, "a string").map(JsonNode::textValue);
  }

  String requiredText(String member) {
    Optional<String> text = text(member);
    if (text.isEmpty() && !node.has(member)) {
      missing(member);
    }
    return text.orElse("");
  }

  void missing(String member) {
    diagnostics.error(ErrorCode.MISSING_VALUE, pointer, "'" + member + "' is missing");
  }

  Optional<Integer> integer(String member, int least, int most) {
    Optional<JsonNode> value = raw(member, JsonNodeType.NUMBER, "a whole number");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    JsonNode number = value.get();
    if (!number.isIntegralNumber()
        || !number.canConvertToInt()
        || number.intValue() < least
        || number.intValue() > most) {
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          pointer(member),
          "'"
              + member
              + "' must be a whole number from "
              + least
              + " to "
              + most
              + ", not "
              + number.asText());
      return Optional.empty();
    }
    return Optional.of(number.intValue());
  }

  /** A boolean; the seed's documents write it as a string too. */
  Optional<Boolean> flag(String member) {
    Optional<JsonNode> value = raw(member);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text = value.get().isBoolean() || value.get().isTextual() ? value.get().asText() : "";
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true":
        return Optional.of(true);
      case "false":
        return Optional.of(false);
      default:
        wrongType(member, "true or false", value.get());
        return Optional.empty();
    }
  }

  /** {@code 500ms 5s 1m 2h 1d}; a bare number is milliseconds. */
  Optional<Duration> duration(String member) {
    Optional<JsonNode> value = raw(member);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> duration =
        value.get().isIntegralNumber() || value.get().isTextual()
            ? Durations.parse(value.get().asText())
            : Optional.empty();
    if (duration.isEmpty()) {
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          pointer(member),
          "'" + member + "' must be a duration, not " + value.get(),
          "write it as 500ms, 5s, 1m, 2h or 1d; a bare number is milliseconds");
    }
    return duration;
  }

  Optional<ObjectCursor> object(String member) {
    return raw(member, JsonNodeType.OBJECT, "an object")
        .map(value -> new ObjectCursor(value, pointer(member), diagnostics));
  }

  /** The members of an object of objects, by name. */
  Map<String, ObjectCursor> objects(String member) {
    Map<String, ObjectCursor> found = new LinkedHashMap<>();
    object(member)
        .ifPresent(
            outer -> {
              for (String name : outer.members()) {
                outer.object(name).ifPresent(inner -> found.put(name, inner));
              }
            });
    return found;
  }

  /** The elements of an array of objects; what is no object is reported. */
  List<ObjectCursor> list(String member) {
    List<ObjectCursor> found = new ArrayList<>();
    raw(member, JsonNodeType.ARRAY, "an array")
        .ifPresent(
            array -> {
              for (int i = 0; i < array.size(); i++) {
                String element = pointer(member) + "/" + i;
                if (array.get(i).isObject()) {
                  found.add(new ObjectCursor(array.get(i), element, diagnostics));
                } else {
                  diagnostics.error(
                      ErrorCode.WRONG_TYPE,
                      element,
                      "an object is expected, not " + kind(array.get(i)));
                }
              }
            });
    return found;
  }

  Optional<List<String>> texts(String member) {
    return raw(member, JsonNodeType.ARRAY, "an array of strings")
        .map(
            array -> {
              List<String> found = new ArrayList<>();
              for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                  found.add(array.get(i).textValue());
                } else {
                  diagnostics.error(
                      ErrorCode.WRONG_TYPE,
                      pointer(member) + "/" + i,
                      "a string is expected, not " + kind(array.get(i)));
                }
              }
              return found;
            });
  }

  /** An array of one or more names, none of them empty. */
  Optional<List<String>> names(String member) {
    Optional<List<String>> names = texts(member);
    boolean wrong = names.filter(found -> found.isEmpty() || found.contains("")).isPresent();
    if (wrong) {
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          pointer(member),
          "'" + member + "' names at least one field, and no name is empty");
    }
    return names.filter(found -> !wrong);
  }

  /**
   * An object of expressions by the name of what they compute, in the order written. A bare number
   * is an expression too.
   */
  Map<String, String> expressions(String member) {
    Map<String, String> found = new LinkedHashMap<>();
    object(member)
        .ifPresent(
            inner -> {
              for (String name : inner.members()) {
                if (name.isEmpty()) {
                  diagnostics.error(
                      ErrorCode.INVALID_VALUE, inner.pointer(name), "a name cannot be empty");
                } else if (inner.raw(name).filter(JsonNode::isNumber).isPresent()) {
                  inner.scalar(name).ifPresent(number -> found.put(name, number));
                } else {
                  inner.text(name).ifPresent(text -> found.put(name, text));
                }
              }
            });
    return found;
  }

  /** A member that is not written, as an object with nothing in it. */
  ObjectCursor empty(String member) {
    return new ObjectCursor(JsonNodeFactory.instance.objectNode(), pointer(member), diagnostics);
  }

  /** An object whose values are scalars, as their text, in the order written. */
  Map<String, String> scalars(String member) {
    Map<String, String> found = new LinkedHashMap<>();
    object(member)
        .ifPresent(
            inner -> {
              for (String name : inner.members()) {
                inner.scalar(name).ifPresent(text -> found.put(name, text));
              }
            });
    return found;
  }

  Optional<String> scalar(String member) {
    Optional<JsonNode> value = raw(member);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!value.get().isValueNode() || value.get().isNull()) {
      wrongType(member, "a string, a number, true or false", value.get());
      return Optional.empty();
    }
    JsonNode scalar = value.get();
    if (!scalar.isBigDecimal()) {
      return Optional.of(scalar.asText());
    }
    BigDecimal number = scalar.decimalValue();
    if (Math.abs((long) number.scale()) > MAX_SCALE) {
      diagnostics.error(ErrorCode.INVALID_VALUE, pointer(member), "the number is out of range");
      return Optional.empty();
    }
    return Optional.of(number.toPlainString());
  }

  /** Reports every member that nobody asked for. */
  void close() {
    for (String member : members()) {
      if (!known.contains(member)) {
        diagnostics.error(
            ErrorCode.UNKNOWN_FIELD_IN_DOCUMENT,
            pointer(member),
            "'" + member + "' is not known here",
            NearestName.hint(member, known));
      }
    }
  }

  private Optional<JsonNode> raw(String member, JsonNodeType type, String expected) {
    Optional<JsonNode> value = raw(member);
    if (value.isPresent() && value.get().getNodeType() != type) {
      wrongType(member, expected, value.get());
      return Optional.empty();
    }
    return value;
  }

  private void wrongType(String member, String expected, JsonNode found) {
    diagnostics.error(
        ErrorCode.WRONG_TYPE,
        pointer(member),
        "'" + member + "' must be " + expected + ", not " + kind(found));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> node.asText();
      default -> "null";
    };
  }
}
