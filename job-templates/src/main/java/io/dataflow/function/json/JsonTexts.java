package io.dataflow.function.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dataflow.schema.FieldType;
import java.io.IOException;

/**
 * JSON_VALUE and its like. A text that is no JSON has no values: the result is null, as the
 * standard has it where nothing else is written. Of equal names in one object the first counts.
 */
public final class JsonTexts {
  private JsonTexts() {}

  /** A text without its quotes, a number or a truth value as written; else null. */
  public static String value(String text, JsonPath path) {
    try (JsonParser parser = Json.parser(text)) {
      JsonToken token = find(parser, path);
      boolean scalar = token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
      return scalar ? parser.getText() : null;
    } catch (IOException e) {
      return null;
    }
  }

  /** An object or an array as written, else null. */
  public static String query(String text, JsonPath path) {
    try (JsonParser parser = Json.parser(text)) {
      JsonToken token = find(parser, path);
      if (token == null || !token.isStructStart()) {
        return null;
      }
      long start = parser.currentTokenLocation().getCharOffset();
      parser.skipChildren();
      return text.substring((int) start, (int) parser.currentLocation().getCharOffset());
    } catch (IOException e) {
      return null;
    }
  }

  /** Whether the document has something there, be it null. */
  public static boolean exists(String text, JsonPath path) {
    try (JsonParser parser = Json.parser(text)) {
      return find(parser, path) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Moves to the first token of the value; null if there is none. */
  private static JsonToken find(JsonParser parser, JsonPath path) throws IOException {
    JsonToken token = parser.nextToken();
    for (int step = 0; step < path.depth() && token != null; step++) {
      String name = path.name(step);
      JsonToken wanted = name == null ? JsonToken.START_ARRAY : JsonToken.START_OBJECT;
      if (token != wanted) {
        return null;
      }
      token = name == null ? element(parser, path.index(step)) : member(parser, name);
    }
    return token;
  }

  private static JsonToken member(JsonParser parser, String name) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      JsonToken token = parser.nextToken();
      if (found) {
        return token;
      }
      parser.skipChildren();
    }
    return null;
  }

  private static JsonToken element(JsonParser parser, int index) throws IOException {
    for (int i = 0; ; i++) {
      JsonToken token = parser.nextToken();
      if (token == JsonToken.END_ARRAY || i == index) {
        return token == JsonToken.END_ARRAY ? null : token;
      }
      parser.skipChildren();
    }
  }

  public static boolean isJson(String text) {
    return isJson(text, JsonKind.VALUE);
  }

  /** Reads all of the text. */
  public static boolean isJson(String text, JsonKind kind) {
    try (JsonParser parser = Json.parser(text)) {
      JsonToken first = parser.nextToken();
      if (first == null || !kind.includes(first)) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * @param type of the value
   */
  public static String write(Object value, FieldType type) {
    return RowJson.of(type, value);
  }
}
