package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.DefinitionTest;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code tests} of a definition. */
final class TestCodec {
  static final int MOST_TESTS = 100;
  static final int MOST_ROWS = 1000;

  private static final JsonMapper MAPPER = new JsonMapper();

  private TestCodec() {}

  static List<DefinitionTest> read(ObjectCursor root) {
    List<ObjectCursor> written = root.list("tests");
    if (written.size() > MOST_TESTS) {
      root.diagnostics()
          .error(
              ErrorCode.DOCUMENT_TOO_LARGE,
              root.pointer("tests"),
              written.size() + " tests are more than " + MOST_TESTS);
      return List.of();
    }
    List<DefinitionTest> tests = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      ObjectCursor cursor = written.get(i);
      String name = cursor.text("name").orElse("test " + (i + 1));
      Map<String, List<String>> given = rows(cursor, "given", true);
      Map<String, List<String>> expect = rows(cursor, "expect", false);
      boolean object = cursor.raw("expect").filter(JsonNode::isObject).isPresent();
      if (!cursor.has("expect") || (object && expect.isEmpty())) {
        ConfigReader.missing(
            cursor, "expect", "write the rows of at least one sink: \"expect\": {\"sink\": []}");
      }
      cursor.close();
      tests.add(new DefinitionTest(name, given, expect, cursor.pointer()));
    }
    return tests;
  }

  /** Rows by the id of a source or sink; {@code raw}: whether texts may stand among them. */
  private static Map<String, List<String>> rows(ObjectCursor cursor, String member, boolean raw) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    cursor
        .object(member)
        .ifPresent(
            byId -> {
              for (String id : byId.members()) {
                byId.raw(id).ifPresent(rows -> found.put(id, rows(byId, id, rows, raw)));
              }
            });
    return found;
  }

  private static List<String> rows(ObjectCursor byId, String id, JsonNode rows, boolean raw) {
    List<String> texts = new ArrayList<>();
    if (!rows.isArray() || rows.size() > MOST_ROWS) {
      byId.diagnostics()
          .error(
              ErrorCode.WRONG_TYPE,
              byId.pointer(id),
              "an array of at most " + MOST_ROWS + " rows is expected");
      return texts;
    }
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      if (row.isObject()) {
        texts.add(write(row));
      } else if (raw && row.isTextual()) {
        texts.add(row.textValue());
      } else {
        byId.diagnostics()
            .error(
                ErrorCode.WRONG_TYPE,
                byId.pointer(id) + "/" + i,
                raw
                    ? "a row is an object, or a text that cannot be decoded"
                    : "a row is an object");
      }
    }
    return texts;
  }

  static void write(List<DefinitionTest> tests, ObjectNode root) {
    ArrayNode array = root.putArray("tests");
    for (DefinitionTest test : tests) {
      ObjectNode node = array.addObject();
      node.put("name", test.name());
      write(test.given(), node.putObject("given"));
      write(test.expect(), node.putObject("expect"));
    }
  }

  private static void write(Map<String, List<String>> rows, ObjectNode node) {
    rows.forEach(
        (id, texts) -> {
          ArrayNode array = node.putArray(id);
          for (String text : texts) {
            array.add(row(text));
          }
        });
  }

  /** A text that is no object was written as a text. */
  private static JsonNode row(String text) {
    try {
      JsonNode read = MAPPER.readTree(text);
      if (read != null && read.isObject()) {
        return read;
      }
    } catch (JsonProcessingException e) {
      // It was meant not to be readable.
    }
    return MAPPER.getNodeFactory().textNode(text);
  }

  private static String write(JsonNode row) {
    try {
      return MAPPER.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
