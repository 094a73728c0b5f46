package io.dataflow.function.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dataflow.error.DataException;
import io.dataflow.function.Encodings;
import io.dataflow.function.ScalarTexts;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a JSON text as an array, a map or a row. Members that the row does not have are skipped,
 * those that it has and the text lacks are null; a scalar is read from its text as CAST reads it,
 * bytes from base64.
 */
public final class JsonReader {
  private JsonReader() {}

  /** Null if the text is no JSON or of another shape. */
  public static Object read(String text, FieldType type) {
    try (JsonParser parser = Json.parser(text)) {
      parser.nextToken();
      return value(parser, type);
    } catch (IOException | DataException e) {
      return null;
    }
  }

  private static Object value(JsonParser parser, FieldType type) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return nullable(type);
    }
    if (type instanceof FieldType.Array array) {
      expect(token, JsonToken.START_ARRAY);
      List<Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(parser, array.element()));
      }
      return elements.toArray();
    }
    if (type instanceof FieldType.Dictionary map) {
      expect(token, JsonToken.START_OBJECT);
      return entries(parser, map);
    }
    if (type instanceof FieldType.Nested row) {
      expect(token, JsonToken.START_OBJECT);
      return row(parser, row.schema());
    }
    if (token == null || !token.isScalarValue()) {
      throw new IOException("a single value is expected");
    }
    return byte[].class.equals(type.javaClass())
        ? Encodings.fromBase64(parser.getText())
        : ScalarTexts.read(parser.getText(), type);
  }

  private static Map<Object, Object> entries(JsonParser parser, FieldType.Dictionary map)
      throws IOException {
    Map<Object, Object> entries = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Object key = ScalarTexts.read(parser.currentName(), map.key());
      parser.nextToken();
      entries.put(key, value(parser, map.value()));
    }
    return entries;
  }

  private static Object[] row(JsonParser parser, RecordSchema schema) throws IOException {
    Object[] values = new Object[schema.fields().size()];
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      int index = schema.indexOf(parser.currentName());
      parser.nextToken();
      if (index < 0) {
        parser.skipChildren();
      } else {
        values[index] = value(parser, schema.fields().get(index).type());
      }
    }
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null) {
        nullable(schema.fields().get(i).type());
      }
    }
    return values;
  }

  private static Object nullable(FieldType type) throws IOException {
    if (!type.nullable()) {
      throw new IOException("null is not allowed here");
    }
    return null;
  }

  private static void expect(JsonToken found, JsonToken wanted) throws IOException {
    if (found != wanted) {
      throw new IOException("another shape is expected");
    }
  }
}
