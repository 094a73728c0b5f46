package io.dataflow.service.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.Diagnostic;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Location;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Strict JSON: no duplicate keys, no trailing text, bounded depth, valid UTF-8. */
final class JsonText {
  private static final int MAX_DEPTH = 64;
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(100)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private JsonText() {}

  /** Reads an object, or ends the request with a located 400. */
  static ObjectNode readObject(byte[] bytes) {
    JsonNode node = read(bytes);
    if (!(node instanceof ObjectNode object)) {
      throw malformed("the body is not a JSON object", 1, 1);
    }
    return object;
  }

  private static JsonNode read(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("the body is not valid UTF-8", 1, 1);
    }
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      throw malformed(firstLine(e.getOriginalMessage()), line, column);
    }
  }

  /** Reads a document that this service wrote. */
  static JsonNode stored(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored document cannot be read", e);
    }
  }

  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("cannot be read");
  }

  private static ProblemException malformed(String message, int line, int column) {
    Diagnostic diagnostic =
        Diagnostic.error(ErrorCode.MALFORMED_DOCUMENT, "", message)
            .withLocation(new Location(Math.max(1, line), Math.max(1, column)));
    return Problem.of(
            ProblemCode.MALFORMED_DOCUMENT, "the body is not JSON: " + message, List.of(diagnostic))
        .exception();
  }
}
