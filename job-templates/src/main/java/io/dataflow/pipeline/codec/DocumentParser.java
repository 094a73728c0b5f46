package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.Diagnostics;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Location;
import io.dataflow.error.Pointers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Text to tree. Refuses what other readers let pass or resolve silently: duplicate keys, invalid
 * UTF-8, lone surrogates, control characters, text behind the document, YAML's anchors, tags and
 * numbers that are not decimal. Depth, size and number lengths are bounded.
 */
final class DocumentParser {
  static final int MAX_BYTES = 1 << 20;
  static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER_LENGTH = 100;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(0|[1-9][0-9]*)?([.][0-9]*)?([eE][+-]?[0-9]+)?");

  /** What the libraries' messages say of their own settings and classes. */
  private static final Pattern INTERNAL =
      Pattern.compile(
          " \\(not recognized as one since .*|: enable `.*|: failed to tokenize due to .*|, got this instead: .*");

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxNumberLength(MAX_NUMBER_LENGTH)
          .maxStringLength(MAX_BYTES)
          .build();
  private static final JsonFactory JSON =
      JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();
  private static final YAMLFactory YAML =
      YAMLFactory.builder().streamReadConstraints(CONSTRAINTS).build();

  private final Diagnostics diagnostics;
  private final Set<String> gaps;
  private final DocumentLocations locations = new DocumentLocations();

  /**
   * @param gaps takes the pointers of what is not what the author meant
   */
  DocumentParser(Diagnostics diagnostics, Set<String> gaps) {
    this.diagnostics = diagnostics;
    this.gaps = gaps;
  }

  DocumentLocations locations() {
    return locations;
  }

  /** The tree, unless the text is no document; then a diagnostic says why. */
  Optional<JsonNode> parse(byte[] bytes, DocumentFormat format) {
    if (bytes.length > MAX_BYTES) {
      diagnostics.error(
          ErrorCode.DOCUMENT_TOO_LARGE,
          "",
          "the document has " + bytes.length + " bytes, more than " + MAX_BYTES);
      return Optional.empty();
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      malformed("the document is not valid UTF-8", Optional.empty());
      return Optional.empty();
    }
    if (text.startsWith(BYTE_ORDER_MARK)) {
      text = text.substring(1);
    }
    JsonFactory factory = format == DocumentFormat.YAML ? YAML : JSON;
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        malformed("the document is empty", Optional.empty());
        return Optional.empty();
      }
      JsonNode root = node(parser, "");
      JsonToken behind = parser.nextToken();
      if (behind != null) {
        malformed(
            "something stands behind the end of the document", at(parser.currentTokenLocation()));
        return Optional.empty();
      }
      return Optional.of(root);
    } catch (JsonProcessingException e) {
      malformed(reason(e), at(e.getLocation()));
      return Optional.empty();
    } catch (IOException e) {
      malformed(String.valueOf(e.getMessage()), Optional.empty());
      return Optional.empty();
    }
  }

  private JsonNode node(JsonParser parser, String pointer) throws IOException {
    at(parser.currentTokenLocation()).ifPresent(location -> locations.put(pointer, location));
    if (parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
      gaps.add(pointer);
      diagnostics.error(
          ErrorCode.MALFORMED_DOCUMENT,
          pointer,
          "YAML anchors and aliases are not taken",
          "write the value out at each place");
    }
    if (parser.getTypeId() != null) {
      gaps.add(pointer);
      diagnostics.error(
          ErrorCode.MALFORMED_DOCUMENT,
          pointer,
          "YAML tags are not taken",
          "leave the tag out, and put text between quotes");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, pointer);
      case START_ARRAY -> array(parser, pointer);
      case VALUE_STRING -> JsonNodeFactory.instance.textNode(text(parser, pointer));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, pointer);
      case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
      case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
      default -> JsonNodeFactory.instance.nullNode();
    };
  }

  private ObjectNode object(JsonParser parser, String pointer) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String member = Pointers.child(pointer, name);
      if (!isText(name)) {
        gaps.add(pointer);
        diagnostics.error(
            ErrorCode.MALFORMED_DOCUMENT,
            pointer,
            "a member's name holds characters that are no text");
      }
      Optional<Location> nameAt = at(parser.currentTokenLocation());
      parser.nextToken();
      if (object.has(name)) {
        Diagnostic duplicate =
            Diagnostic.error(
                ErrorCode.DUPLICATE_KEY,
                member,
                "'" + name + "' is written twice in the same object");
        diagnostics.add(nameAt.map(duplicate::withLocation).orElse(duplicate));
        gaps.add(member);
      }
      object.set(name, node(parser, member));
    }
    return object;
  }

  private ArrayNode array(JsonParser parser, String pointer) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(node(parser, pointer + "/" + array.size()));
    }
    return array;
  }

  private String text(JsonParser parser, String pointer) throws IOException {
    String text = parser.getText();
    if (!isText(text)) {
      gaps.add(pointer);
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          pointer,
          "the text holds a control character or half of a surrogate pair");
    }
    return text;
  }

  /**
   * YAML knows numbers of other bases and with other digits; what they mean depends on the reader.
   */
  private JsonNode number(JsonParser parser, String pointer) throws IOException {
    String text = parser.getText();
    boolean plain = NUMBER.matcher(text).matches();
    if (!plain) {
      gaps.add(pointer);
      diagnostics.error(
          ErrorCode.INVALID_VALUE,
          pointer,
          "'" + text + "' is not written as a decimal number",
          "write it without leading zeros, underscores and prefixes, or put text between quotes");
    }
    try {
      return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
          ? JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue())
          : JsonNodeFactory.instance.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException | JsonParseException e) {
      if (!plain) {
        return JsonNodeFactory.instance.textNode(text);
      }
      throw new JsonParseException(
          parser, "the number " + text + " is out of range", parser.currentTokenLocation(), e);
    }
  }

  private static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)
          || (c < ' ' && c != '\n' && c != '\t' && c != '\r')
          || c == '\u007F') {
        return false;
      }
    }
    return true;
  }

  private void malformed(String message, Optional<Location> location) {
    Diagnostic diagnostic = Diagnostic.error(ErrorCode.MALFORMED_DOCUMENT, "", message);
    diagnostics.add(location.map(diagnostic::withLocation).orElse(diagnostic));
  }

  /**
   * One line of the library's message, without the names of its classes and settings. YAML says
   * first what it was reading, and what is wrong with it last; excerpts of the text are indented.
   */
  private static String reason(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (message.contains("nesting depth")) {
      return "the document is nested deeper than " + MAX_DEPTH;
    }
    if (message.startsWith("Number value length")) {
      return "a number has more than " + MAX_NUMBER_LENGTH + " digits";
    }
    String line =
        message
            .lines()
            .filter(one -> !one.isBlank() && !one.startsWith(" "))
            .reduce((first, last) -> last)
            .orElse("the document cannot be read");
    return INTERNAL.matcher(line).replaceFirst("");
  }

  private static Optional<Location> at(JsonLocation location) {
    return location == null || location.getLineNr() < 1
        ? Optional.empty()
        : Optional.of(new Location(location.getLineNr(), Math.max(1, location.getColumnNr())));
  }
}
