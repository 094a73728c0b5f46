package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.pipeline.TransformDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Steps. */
final class TransformReader {
  /** Named by the definition language, not built yet: refused by name rather than as unknown. */
  private static final List<String> ANNOUNCED =
      List.of("flatmap", "aggregate", "join", "enrich", "topn");

  private TransformReader() {}

  static List<TransformDefinition> readAll(List<ObjectCursor> written, List<String> sourceIds) {
    Set<String> taken = new HashSet<>(sourceIds);
    written.forEach(
        cursor ->
            cursor
                .raw("id")
                .filter(JsonNode::isTextual)
                .ifPresent(id -> taken.add(id.textValue())));
    Map<String, Integer> counters = new TreeMap<>();
    List<TransformDefinition> transforms = new ArrayList<>();
    for (ObjectCursor cursor : written) {
      read(cursor, taken, counters).ifPresent(transforms::add);
    }
    return transforms;
  }

  private static Optional<TransformDefinition> read(
      ObjectCursor cursor, Set<String> taken, Map<String, Integer> counters) {
    String type = cursor.requiredText("transformType").strip().toLowerCase(Locale.ROOT);
    Optional<String> id = cursor.text("id");
    id.ifPresent(text -> checkId(text, cursor));
    List<String> inputs = cursor.texts("inputs").orElse(List.of());
    Optional<ErrorPolicy> onError = EndpointReader.onError(cursor);
    Optional<ObjectCursor> config = config(type, cursor);
    cursor.close();
    if (!ConfigReader.types().contains(type)) {
      refuse(type, cursor);
      return Optional.empty();
    }
    if (config.isEmpty()) {
      return Optional.empty();
    }
    Optional<ErrorPolicy> legacyPolicy = LegacyErrorHandling.read(config.get());
    if (legacyPolicy.isPresent() && onError.isPresent()) {
      cursor
          .diagnostics()
          .error(
              ErrorCode.CONFLICTING_VALUES,
              cursor.pointer("onError"),
              "'onError' and the config's 'errorHandling' cannot both be written");
    }
    Optional<TransformConfig> read = ConfigReader.read(type, config.get());
    return read.map(
        transform ->
            new TransformDefinition(
                id.orElseGet(() -> generate(type, taken, counters)),
                id.isEmpty(),
                inputs,
                transform,
                onError.or(() -> legacyPolicy),
                cursor.pointer()));
  }

  private static Optional<ObjectCursor> config(String type, ObjectCursor cursor) {
    if (cursor.has("config")) {
      return cursor.object("config");
    }
    if (ConfigReader.needsConfig(type)) {
      cursor.missing("config");
      return Optional.empty();
    }
    return Optional.of(cursor.empty("config"));
  }

  private static void checkId(String id, ObjectCursor cursor) {
    if (!DefinitionReader.ID.matcher(id).matches()) {
      cursor
          .diagnostics()
          .error(ErrorCode.INVALID_VALUE, cursor.pointer("id"), DefinitionReader.ID_RULE);
    }
  }

  private static void refuse(String type, ObjectCursor cursor) {
    if (cursor.raw("transformType").filter(JsonNode::isTextual).isEmpty()) {
      return; // already reported as missing or of the wrong type
    }
    String pointer = cursor.pointer("transformType");
    if (ANNOUNCED.contains(type)) {
      cursor
          .diagnostics()
          .error(
              ErrorCode.NOT_AVAILABLE,
              pointer,
              "the transform '" + type + "' is not available yet");
    } else {
      cursor
          .diagnostics()
          .error(
              ErrorCode.UNKNOWN_TRANSFORM,
              pointer,
              "no transform is called '" + type + "'",
              NearestName.hint(type, ConfigReader.types()));
    }
  }

  private static String generate(String type, Set<String> taken, Map<String, Integer> counters) {
    String id;
    do {
      id = type + "-" + counters.merge(type, 1, Integer::sum);
    } while (!taken.add(id));
    return id;
  }
}
