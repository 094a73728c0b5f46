package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.Enrich;
import io.dataflow.schema.RecordSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The member {@code lookup} of an enrich. {@code format} may stand beside {@code options} instead
 * of in them, and {@code path} for {@code connectionString}; {@code rows} are handed to the
 * connector as its option {@code rows}, one JSON object a line.
 */
final class LookupCodec {
  private static final String ROWS = "rows";
  private static final int MOST_ROWS = 10_000;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private LookupCodec() {}

  static Optional<Enrich.Lookup> read(ObjectCursor cursor) {
    String type = cursor.requiredText("type");
    Optional<String> path = cursor.text("path");
    Optional<String> connectionString = cursor.text("connectionString");
    Map<String, String> options = cursor.scalars("options");
    cursor.text("format").ifPresent(format -> put("format", format, options, cursor));
    rows(cursor).ifPresent(rows -> put(ROWS, rows, options, cursor));
    Optional<RecordSchema> schema = cursor.object("schema").map(EndpointReader::schema);
    if (path.isPresent() && connectionString.isPresent()) {
      twice("path", "connectionString", cursor);
    }
    cursor.close();
    boolean unread = cursor.raw("type").filter(JsonNode::isTextual).isEmpty();
    return unread
        ? Optional.empty()
        : Optional.of(
            new Enrich.Lookup(type, connectionString.or(() -> path).orElse(""), options, schema));
  }

  private static void put(
      String member, String value, Map<String, String> options, ObjectCursor cursor) {
    if (options.put(member, value) != null) {
      twice(member, "options", cursor);
    }
  }

  private static void twice(String member, String other, ObjectCursor cursor) {
    cursor
        .diagnostics()
        .error(
            ErrorCode.CONFLICTING_VALUES,
            cursor.pointer(member),
            "'" + member + "' and '" + other + "' say the same thing",
            "keep one of them");
  }

  private static Optional<String> rows(ObjectCursor cursor) {
    if (!cursor.has(ROWS)) {
      return Optional.empty();
    }
    List<ObjectCursor> rows = cursor.list(ROWS);
    if (rows.isEmpty() || rows.size() > MOST_ROWS) {
      cursor
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              cursor.pointer(ROWS),
              "a table in the definition has 1 to " + MOST_ROWS + " rows, not " + rows.size(),
              "put larger ones into a file");
    }
    List<String> lines = new ArrayList<>();
    cursor
        .raw(ROWS)
        .filter(JsonNode::isArray)
        .ifPresent(array -> array.forEach(row -> lines.add(row.toString())));
    for (ObjectCursor row : rows) {
      row.members().forEach(member -> checkRange(row, member));
    }
    return Optional.of(String.join("\n", lines));
  }

  /** What no DOUBLE can hold would silently become infinite, or nothing. */
  private static void checkRange(ObjectCursor row, String member) {
    JsonNode value = row.raw(member).orElseThrow();
    double nearest = value.doubleValue();
    if (value.isNumber()
        && (Double.isInfinite(nearest) || (nearest == 0 && value.decimalValue().signum() != 0))) {
      row.gap(member);
      row.diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              row.pointer(member),
              "the number " + value + " is out of range",
              "write it as a text, or leave it out");
    }
  }

  static ObjectNode write(Enrich.Lookup lookup) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", lookup.type());
    if (!lookup.connectionString().isEmpty()) {
      node.put("connectionString", lookup.connectionString());
    }
    Map<String, String> options = new TreeMap<>(lookup.options());
    Optional<String> rows = Optional.ofNullable(options.remove(ROWS));
    if (!options.isEmpty()) {
      ObjectNode written = node.putObject("options");
      options.forEach(written::put);
    }
    rows.ifPresent(lines -> writeRows(lines, node.putArray(ROWS)));
    lookup.schema().ifPresent(schema -> node.set("schema", DefinitionWriter.schema(schema)));
    return node;
  }

  private static void writeRows(String lines, ArrayNode rows) {
    try {
      for (String line : lines.split("\n", -1)) {
        rows.add(MAPPER.readTree(line));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows that were read are no JSON", e);
    }
  }
}
