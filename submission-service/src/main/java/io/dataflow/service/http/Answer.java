package io.dataflow.service.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a handler gives back; one writer turns it into bytes. */
sealed interface Answer {
  /** A document. */
  record Json(int status, Map<String, String> headers, String mediaType, JsonNode body)
      implements Answer {
    public Json {
      headers = Map.copyOf(headers);
    }

    Json withHeader(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Json(status, more, mediaType, body);
    }
  }

  /** Text, a page or nothing. */
  record Text(int status, String mediaType, String body) implements Answer {}

  /**
   * An answer that comes later, without a thread; the future always completes, and never
   * exceptionally.
   */
  record Later(CompletableFuture<Json> answer) implements Answer {}

  /** An endless {@code text/event-stream}. */
  record Stream(EventSource source) implements Answer {}

  static Json json(int status, JsonNode body) {
    return new Json(status, Map.of(), "application/json", body);
  }

  static Json ok(JsonNode body) {
    return json(200, body);
  }

  static Text noContent() {
    return new Text(204, "", "");
  }
}
