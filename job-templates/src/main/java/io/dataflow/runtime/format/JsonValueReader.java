package io.dataflow.runtime.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dataflow.error.DataException;
import io.dataflow.error.ErrorCode;
import io.dataflow.function.json.Json;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads JSON values of one type. A scalar is read from its text, quoted or not, by the rules of
 * {@link FieldParser}; a number for a TIMESTAMP or TIMESTAMP_LTZ is milliseconds since the epoch; a
 * number, a truth value, an object or an array for a STRING is its JSON text.
 */
final class JsonValueReader {
  private final String path;
  private final FieldType type;
  private final ScalarKind kind;
  private final FieldParser parser;
  private final JsonValueReader element;
  private final JsonObjectReader object;
  private final byte[] scratch = new byte[32];

  /**
   * @param path how messages name the value
   */
  JsonValueReader(String path, FieldType type) {
    this.path = path;
    this.type = type;
    this.kind = type instanceof FieldType.Scalar scalar ? scalar.kind() : null;
    FieldType text = type instanceof FieldType.Dictionary dictionary ? dictionary.key() : type;
    this.parser = new FieldParser(new Field(path, text), StandardCharsets.UTF_8);
    this.element = element(path, type);
    this.object =
        type instanceof FieldType.Nested nested
            ? new JsonObjectReader(nested.schema(), path + ".")
            : null;
  }

  private static JsonValueReader element(String path, FieldType type) {
    if (type instanceof FieldType.Array array) {
      return new JsonValueReader(path + "[]", array.element());
    }
    return type instanceof FieldType.Dictionary dictionary
        ? new JsonValueReader(path + "[]", dictionary.value())
        : null;
  }

  /** The null of this type; fails where it has none. */
  Object none() {
    if (!type.nullable()) {
      throw FieldParser.missing(path, type);
    }
    return null;
  }

  boolean isScalar() {
    return kind != null || type instanceof FieldType.Decimal;
  }

  /** The value of a string without escapes; only of a scalar. */
  Object quoted(byte[] bytes, int from, int to) {
    return parser.parse(bytes, from, to);
  }

  /** The value of a number; only of a scalar. */
  Object number(byte[] bytes, int from, int to, boolean whole) {
    return whole && isCarriedAsLong()
        ? wholeNumber(bytes, from, to)
        : parser.parse(bytes, from, to);
  }

  /** The value of {@code true} or {@code false}; only of a scalar. */
  Object truth(byte[] bytes, int from, int to) {
    return parser.parse(bytes, from, to);
  }

  private long wholeNumber(byte[] bytes, int from, int to) {
    try {
      return ScalarParser.integer(bytes, from, to, Long.MIN_VALUE, Long.MAX_VALUE);
    } catch (NotParseable e) {
      String text = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
      throw FieldParser.notOfType(text, path, type);
    }
  }

  /** The value that a text is as a whole. */
  Object readWhole(byte[] json) {
    try (JsonParser tokens = Json.parser(json, 0, json.length)) {
      if (tokens.nextToken() == null) {
        throw FieldParser.notOfType("", path, type);
      }
      Object value = read(tokens);
      if (tokens.nextToken() != null) {
        throw new DataException(
            ErrorCode.DECODE_ERROR, "text stands behind the JSON value (field " + path + ")");
      }
      return value;
    } catch (IOException e) {
      throw Json.malformed(e);
    }
  }

  /** The value whose first token was read last. */
  Object read(JsonParser tokens) throws IOException {
    JsonToken token = tokens.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return none();
    }
    if (kind == ScalarKind.STRING) {
      return token.isScalarValue() ? tokens.getText() : Json.compactText(tokens);
    }
    if (object != null) {
      expect(JsonToken.START_OBJECT, token, "an object");
      return object.read(tokens);
    }
    if (type instanceof FieldType.Array) {
      expect(JsonToken.START_ARRAY, token, "an array");
      return elements(tokens);
    }
    if (type instanceof FieldType.Dictionary) {
      expect(JsonToken.START_OBJECT, token, "an object");
      return entries(tokens);
    }
    if (!token.isScalarValue()) {
      throw wrongShape("a single value");
    }
    return scalar(tokens, token);
  }

  private Object scalar(JsonParser tokens, JsonToken token) throws IOException {
    if (kind == ScalarKind.BOOLEAN && token.isBoolean()) {
      return token == JsonToken.VALUE_TRUE;
    }
    if (token == JsonToken.VALUE_NUMBER_INT && isCarriedAsLong()) {
      if (tokens.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw FieldParser.notOfType(tokens.getText(), path, type);
      }
      return tokens.getLongValue();
    }
    int length = shortAscii(tokens);
    if (length >= 0) {
      return parser.parse(scratch, 0, length);
    }
    byte[] text = tokens.getText().getBytes(StandardCharsets.UTF_8);
    return parser.parse(text, 0, text.length);
  }

  /** Puts the token's text into {@link #scratch}; its length, or -1 if it is long or not ASCII. */
  private int shortAscii(JsonParser tokens) throws IOException {
    int length = tokens.getTextLength();
    if (length > scratch.length) {
      return -1;
    }
    char[] text = tokens.getTextCharacters();
    int offset = tokens.getTextOffset();
    for (int i = 0; i < length; i++) {
      char c = text[offset + i];
      if (c >= 0x80) {
        return -1;
      }
      scratch[i] = (byte) c;
    }
    return length;
  }

  private boolean isCarriedAsLong() {
    return kind == ScalarKind.BIGINT
        || kind == ScalarKind.TIMESTAMP
        || kind == ScalarKind.TIMESTAMP_LTZ;
  }

  private Object[] elements(JsonParser tokens) throws IOException {
    List<Object> values = new ArrayList<>();
    while (tokens.nextToken() != JsonToken.END_ARRAY) {
      values.add(element.read(tokens));
    }
    return values.toArray();
  }

  private Map<Object, Object> entries(JsonParser tokens) throws IOException {
    LinkedHashMap<Object, Object> values = new LinkedHashMap<>();
    String name;
    while ((name = tokens.nextFieldName()) != null) {
      byte[] key = name.getBytes(StandardCharsets.UTF_8);
      tokens.nextToken();
      values.put(parser.parse(key, 0, key.length), element.read(tokens));
    }
    return values;
  }

  private void expect(JsonToken expected, JsonToken found, String words) {
    if (found != expected) {
      throw wrongShape(words);
    }
  }

  private DataException wrongShape(String expected) {
    return new DataException(
        ErrorCode.DECODE_ERROR,
        "field " + path + " is " + type.withNullable(true) + ", so it is written as " + expected);
  }
}
