package io.dataflow.function.json;

import com.fasterxml.jackson.core.JsonToken;

/** What IS JSON asks for. */
public enum JsonKind {
  VALUE,
  OBJECT,
  ARRAY,
  SCALAR;

  boolean includes(JsonToken first) {
    return switch (this) {
      case VALUE -> true;
      case OBJECT -> first == JsonToken.START_OBJECT;
      case ARRAY -> first == JsonToken.START_ARRAY;
      case SCALAR -> first.isScalarValue();
    };
  }

  /**
   * @throws IllegalArgumentException if there is no such kind
   */
  public static JsonKind of(String name) {
    return valueOf(name);
  }
}
