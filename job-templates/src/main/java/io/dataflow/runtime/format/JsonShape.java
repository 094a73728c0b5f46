package io.dataflow.runtime.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dataflow.schema.Field;
import io.dataflow.schema.FieldType;
import io.dataflow.schema.RecordSchema;
import io.dataflow.schema.ScalarKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the JSON values at one place look like. */
final class JsonShape {
  private final TypeGuess scalar = new TypeGuess();
  private boolean isScalar;
  private Map<String, JsonShape> members;
  private JsonShape element;

  /** Looks at the value whose first token was read last. */
  void read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    switch (token) {
      case VALUE_NULL -> {}
      case START_OBJECT -> readObject(parser);
      case START_ARRAY -> {
        element = element == null ? new JsonShape() : element;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          element.read(parser);
        }
      }
      default -> {
        isScalar = true;
        scalar.add(kind(parser, token));
      }
    }
  }

  private void readObject(JsonParser parser) throws IOException {
    members = members == null ? new LinkedHashMap<>() : members;
    String name;
    while ((name = parser.nextFieldName()) != null) {
      parser.nextToken();
      members.computeIfAbsent(name, key -> new JsonShape()).read(parser);
    }
  }

  private static ScalarKind kind(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_TRUE, VALUE_FALSE -> ScalarKind.BOOLEAN;
      case VALUE_NUMBER_INT ->
          TypeGuess.fitsLong(parser.getText()) ? ScalarKind.BIGINT : ScalarKind.STRING;
      case VALUE_NUMBER_FLOAT -> ScalarKind.DOUBLE;
      default -> TypeGuess.ofString(parser.getText());
    };
  }

  FieldType type() {
    FieldType string = FieldType.of(ScalarKind.STRING);
    if (members == null && element == null) {
      return scalar.type();
    }
    if (isScalar || (members != null && element != null)) {
      return string;
    }
    if (element != null) {
      return new FieldType.Array(element.type(), true);
    }
    List<Field> fields = new ArrayList<>();
    members.forEach(
        (name, shape) -> {
          if (!name.isEmpty()) {
            fields.add(new Field(name, shape.type()));
          }
        });
    return fields.isEmpty() ? string : new FieldType.Nested(new RecordSchema(fields), true);
  }
}
