package io.dataflow.function.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Records and values as JSON text, for people, dead letters and the functions of expressions:
 * whatever is in them. What comes out can be encoded as UTF-8.
 */
public final class RowJson {
  private RowJson() {}

  public static String of(RecordSchema schema, Object[] values) {
    return text(json -> json.object(schema, values));
  }

  /** One value, which may be null. */
  public static String of(FieldType type, Object value) {
    return text(json -> json.value("", type, value));
  }

  private interface Writing {
    void to(JsonValueWriter json) throws IOException;
  }

  private static String text(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = Json.generator(text)) {
      writing.to(JsonValueWriter.lenient(generator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return withoutHalfPairs(text.toString());
  }

  /** They stand in strings only, where they may be escaped. */
  private static String withoutHalfPairs(String json) {
    int half = halfPair(json, 0);
    if (half < 0) {
      return json;
    }
    StringBuilder escaped = new StringBuilder();
    int from = 0;
    while (half >= 0) {
      escaped.append(json, from, half);
      escaped.append("\\u").append(Integer.toHexString(json.charAt(half)));
      from = half + 1;
      half = halfPair(json, from);
    }
    return escaped.append(json, from, json.length()).toString();
  }

  private static int halfPair(String json, int from) {
    for (int i = from; i < json.length(); i++) {
      if (Character.isSurrogate(json.charAt(i))) {
        boolean pair =
            i + 1 < json.length() && Character.isSurrogatePair(json.charAt(i), json.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
