package io.dataflow.pipeline.codec;

import io.dataflow.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The seed's enrich: {@code lookupField} and {@code targetFields}, with {@code lookupSource} and
 * the options of a store. The seed documents it and never built it.
 */
final class LegacyEnrich {
  /** Options of the stores; known so that the store alone is refused. */
  private static final String[] OF_STORES = {
    "redis.host",
    "redis.port",
    "redis.keyPattern",
    "cassandra.keyspace",
    "cassandra.table",
    "cassandra.keyColumn",
    "cacheEnabled",
    "cacheTtl"
  };

  private LegacyEnrich() {}

  static boolean isWritten(ObjectCursor config) {
    return config.hasAny("lookupField", "targetFields", "lookupSource");
  }

  /** Whether the config cannot be taken; says why. */
  static boolean refuse(ObjectCursor config) {
    if (config.has("lookup")
        && OlderForm.refuseBeside(
            config,
            "'lookupField' and 'targetFields'",
            "write 'lookup', 'on' and 'fields' alone",
            List.of("on", "fields", "lookupSource"))) {
      return true;
    }
    if (!config.has("lookup")) {
      config.hasAny(OF_STORES);
      String source = config.text("lookupSource").orElse("inmemory");
      config
          .diagnostics()
          .error(
              ErrorCode.NOT_AVAILABLE,
              config.pointer("lookupSource"),
              source.equals("inmemory")
                  ? "'inmemory' does not say what the table holds"
                  : "looking things up in '" + source + "' is not available yet",
              "add \"lookup\": {\"type\": \"file\", \"path\": ...} or {\"type\": \"inline\","
                  + " \"rows\": [...]}");
      return true;
    }
    return false;
  }

  static Map<String, String> on(ObjectCursor config) {
    String field = config.requiredText("lookupField");
    return field.isEmpty() ? Map.of() : Map.of(field, SelectCodec.lastName(field));
  }

  static Map<String, String> fields(ObjectCursor config) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String name : List.of(config.requiredText("targetFields").split(",", -1))) {
      if (name.isBlank()) {
        config
            .diagnostics()
            .error(
                ErrorCode.INVALID_VALUE,
                config.pointer("targetFields"),
                "'targetFields' are names with commas between them");
      } else {
        fields.put(name.strip(), name.strip());
      }
    }
    return fields;
  }
}
