package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.error.Pointers;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Reads the members of one object and remembers which ones were asked for; {@link #close} reports
 * the others. A member that is wrong is reported, noted as a gap and answered as if it were
 * missing; an object that is none is answered as an empty one, about which nothing more is said.
 */
final class ObjectCursor {
  /** A number such as {@code 1e999999999} would fill the memory when written out. */
  private static final int MAX_SCALE = 100;

  private final JsonNode node;
  private final String pointer;
  private final Diagnostics diagnostics;
  private final Set<String> gaps;
  private final TreeSet<String> known = new TreeSet<>();

  /**
   * @param gaps takes the pointers of what could not be read
   */
  ObjectCursor(JsonNode node, String pointer, Diagnostics diagnostics, Set<String> gaps) {
    this.node = node;
    this.pointer = pointer;
    this.diagnostics = diagnostics;
    this.gaps = gaps;
  }

  /** Says that the member's value, as it will be understood, is not what the author meant. */
  void gap(String member) {
    gaps.add(pointer(member));
  }

  /** Says the same of the whole object. */
  void lost() {
    gaps.add(pointer);
  }

  /**
   * Says the same of every value in the object that has an error.
   *
   * @param first of the diagnostics that are looked at
   */
  void gapsOfErrors(int first) {
    diagnostics.all().stream()
        .skip(first)
        .filter(found -> found.isError() && found.pointer().startsWith(pointer + "/"))
        .forEach(found -> gaps.add(found.pointer()));
  }

  private ObjectCursor child(JsonNode value, String place) {
    return value.isObject()
        ? new ObjectCursor(value, place, diagnostics, gaps)
        : new ObjectCursor(
            JsonNodeFactory.instance.objectNode(), place, new Diagnostics(), new HashSet<>());
  }

  String pointer() {
    return pointer;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  String pointer(String member) {
    return Pointers.child(pointer, member);
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
    gap(member);
  }

  Optional<Integer> integer(String member, int least, int most) {
    Optional<JsonNode> written = raw(member, JsonNodeType.NUMBER, "a whole number");
    Optional<Integer> number =
        written
            .filter(value -> value.isIntegralNumber() && value.canConvertToInt())
            .map(JsonNode::intValue)
            .filter(value -> value >= least && value <= most);
    if (written.isPresent() && number.isEmpty()) {
      invalid(
          member,
          "'%s' must be a whole number from %d to %d, not %s"
              .formatted(member, least, most, written.get().asText()));
    }
    return number;
  }

  /** A boolean; the seed's documents write it as a string too. */
  Optional<Boolean> flag(String member) {
    Optional<JsonNode> value = raw(member);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String text = value.get().isBoolean() || value.get().isTextual() ? value.get().asText() : "";
    boolean yes = text.equalsIgnoreCase("true");
    if (!yes && !text.equalsIgnoreCase("false")) {
      wrongType(member, "true or false", value.get());
      return Optional.empty();
    }
    return Optional.of(yes);
  }

  /** {@code 500ms 5s 1m 2h 1d}; a bare number is milliseconds. */
  Optional<Duration> duration(String member) {
    Optional<JsonNode> written = raw(member);
    Optional<Duration> duration =
        written
            .filter(value -> value.isIntegralNumber() || value.isTextual())
            .flatMap(value -> Durations.parse(value.asText()));
    if (written.isPresent() && duration.isEmpty()) {
      gap(member);
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          pointer(member),
          "'" + member + "' must be a duration, not " + written.get(),
          "write it as 500ms, 5s, 1m, 2h or 1d, at most 36500d; a bare number is milliseconds");
    }
    return duration;
  }

  /** Present if it is written. */
  Optional<ObjectCursor> object(String member) {
    raw(member, JsonNodeType.OBJECT, "an object");
    return raw(member).map(value -> child(value, pointer(member)));
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
    JsonNode array = raw(member, JsonNodeType.ARRAY, "an array").orElse(MissingNode.getInstance());
    List<ObjectCursor> found = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      found.add(child(array.get(i), pointer(member) + "/" + i));
      if (!array.get(i).isObject()) {
        wrongElement(member, i, "an object", array.get(i));
      }
    }
    return found;
  }

  /** An array of strings; of one that has something else in it nothing is answered. */
  Optional<List<String>> texts(String member) {
    JsonNode array =
        raw(member, JsonNodeType.ARRAY, "an array of strings").orElse(MissingNode.getInstance());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).isTextual()) {
        found.add(array.get(i).textValue());
      } else {
        wrongElement(member, i, "a string", array.get(i));
      }
    }
    return array.isArray() && found.size() == array.size() ? Optional.of(found) : Optional.empty();
  }

  /** An array of one or more names, none of them empty. */
  Optional<List<String>> names(String member) {
    Optional<List<String>> names = texts(member);
    boolean wrong =
        names.filter(all -> all.isEmpty() || all.stream().anyMatch(String::isBlank)).isPresent();
    if (wrong) {
      invalid(member, "'" + member + "' names at least one field, and no name is empty");
    }
    return names.filter(found -> !wrong);
  }

  /**
   * An object of expressions by the name of what they compute, in the order written. A bare number
   * is an expression too.
   */
  Map<String, String> expressions(String member) {
    return values(member, ObjectCursor::expression);
  }

  private Optional<String> expression(String member) {
    if (member.isBlank()) {
      invalid(member, "a name cannot be empty");
      return Optional.empty();
    }
    return raw(member).filter(JsonNode::isNumber).isPresent() ? scalar(member) : text(member);
  }

  /** A member that is not written, as an object with nothing in it. */
  ObjectCursor empty(String member) {
    return child(JsonNodeFactory.instance.objectNode(), pointer(member));
  }

  /** An object whose values are scalars, as their text, in the order written. */
  Map<String, String> scalars(String member) {
    return values(member, ObjectCursor::scalar);
  }

  private Map<String, String> values(
      String member, BiFunction<ObjectCursor, String, Optional<String>> reader) {
    Map<String, String> found = new LinkedHashMap<>();
    object(member)
        .ifPresent(
            inner -> {
              for (String name : inner.members()) {
                reader.apply(inner, name).ifPresent(value -> found.put(name, value));
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
      invalid(member, "the number is out of range");
      return Optional.empty();
    }
    return Optional.of(number.toPlainString());
  }

  /** Reports every member that nobody asked for; the one it was probably meant for is a gap. */
  void close() {
    for (String member : members()) {
      if (!known.contains(member)) {
        diagnostics.error(
            ErrorCode.UNKNOWN_FIELD_IN_DOCUMENT,
            pointer(member),
            "'" + member + "' is not known here",
            NearestName.hint(member, known));
        NearestName.of(member, known).filter(meant -> !node.has(meant)).ifPresent(this::gap);
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

  private void invalid(String member, String message) {
    gap(member);
    diagnostics.error(ErrorCode.INVALID_VALUE, pointer(member), message);
  }

  private void wrongType(String member, String expected, JsonNode found) {
    gap(member);
    diagnostics.error(
        ErrorCode.WRONG_TYPE,
        pointer(member),
        "'" + member + "' must be " + expected + ", not " + kind(found));
  }

  private void wrongElement(String member, int index, String expected, JsonNode found) {
    String place = pointer(member) + "/" + index;
    gaps.add(place);
    diagnostics.error(ErrorCode.WRONG_TYPE, place, expected + " is expected, not " + kind(found));
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
