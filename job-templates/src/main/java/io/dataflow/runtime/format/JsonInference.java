package io.dataflow.runtime.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dataflow.function.json.Json;
import io.dataflow.record.Row;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Infers from JSON lines: the union of all members in the order they were first seen, objects as
 * ROW, arrays as ARRAY. What is an object here and a single value there is STRING, its JSON text.
 */
final class JsonInference implements SchemaInference {
  private final JsonShape shape = new JsonShape();
  private int records;

  @Override
  public RowDecoder decoder() {
    return new TextDecoder(StandardCharsets.UTF_8, TEXT);
  }

  /** Lines that are no JSON object are passed over. */
  @Override
  public void add(Row sample) {
    byte[] json = ((String) sample.get(0)).getBytes(StandardCharsets.UTF_8);
    if (isObject(json)) {
      try (JsonParser parser = Json.parser(json, 0, json.length)) {
        parser.nextToken();
        shape.read(parser);
        records++;
      } catch (IOException e) {
        throw Json.malformed(e);
      }
    }
  }

  private static boolean isObject(byte[] json) {
    try (JsonParser parser = Json.parser(json, 0, json.length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public int records() {
    return records;
  }

  @Override
  public RecordSchema schema() {
    return shape.type() instanceof FieldType.Nested nested
        ? nested.schema()
        : new RecordSchema(List.of());
  }
}
