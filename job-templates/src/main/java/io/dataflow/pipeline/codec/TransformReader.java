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
      transforms.add(read(cursor, taken, counters));
    }
    return transforms;
  }

  /** The step; what cannot be read of it is noted as a gap. */
  private static TransformDefinition read(
      ObjectCursor cursor, Set<String> taken, Map<String, Integer> counters) {
    String type = cursor.requiredText("transformType").strip().toLowerCase(Locale.ROOT);
    Optional<String> id = cursor.text("id");
    id.ifPresent(text -> checkId(text, cursor));
    List<String> inputs = cursor.texts("inputs").orElse(List.of());
    Optional<ErrorPolicy> onError = EndpointReader.onError(cursor);
    Optional<ObjectCursor> config = config(type, cursor);
    cursor.close();
    boolean available = ConfigReader.types().contains(type);
    if (!available) {
      refuse(type, cursor);
    }
    Optional<ErrorPolicy> legacyPolicy =
        available ? config.flatMap(LegacyErrorHandling::read) : Optional.empty();
    if (legacyPolicy.isPresent() && onError.isPresent()) {
      cursor
          .diagnostics()
          .error(
              ErrorCode.CONFLICTING_VALUES,
              cursor.pointer("onError"),
              "'onError' and the config's 'errorHandling' cannot both be written");
    }
    TransformConfig read =
        config
            .filter(written -> available)
            .flatMap(written -> ConfigReader.read(type, written))
            .orElseGet(() -> unreadable(type, cursor));
    return new TransformDefinition(
        id.orElseGet(() -> generate(read.type(), taken, counters)),
        id.isEmpty(),
        inputs,
        read,
        onError.or(() -> legacyPolicy),
        cursor.pointer());
  }

  /** Its generated id is the one it will have when it is mended, if that can be told. */
  private static TransformConfig unreadable(String type, ObjectCursor cursor) {
    Optional<String> meant = meant(type);
    if (meant.isEmpty() && !cursor.has("id")) {
      cursor.gap("id");
    }
    cursor.gap("config");
    return new TransformConfig.Unreadable(meant.orElse(""));
  }

  private static Optional<String> meant(String type) {
    return ConfigReader.types().contains(type)
        ? Optional.of(type)
        : NearestName.of(type, ConfigReader.types());
  }

  private static Optional<ObjectCursor> config(String type, ObjectCursor cursor) {
    if (cursor.has("config")) {
      return cursor.object("config");
    }
    if (ConfigReader.needsConfig(meant(type).orElse(type))) {
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
    cursor.gap("transformType");
    cursor
        .diagnostics()
        .error(
            ErrorCode.UNKNOWN_TRANSFORM,
            cursor.pointer("transformType"),
            "no transform is called '" + type + "'",
            NearestName.hint(type, ConfigReader.types()));
  }

  private static String generate(String type, Set<String> taken, Map<String, Integer> counters) {
    String id;
    do {
      id = (type.isEmpty() ? "step" : type) + "-" + counters.merge(type, 1, Integer::sum);
    } while (!taken.add(id));
    return id;
  }
}
