package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TransformConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The config of a map step: {@code set}, {@code rename} and {@code drop}, or the seed's pairs. */
final class MapReader {
  private MapReader() {}

  static TransformConfig read(ObjectCursor config) {
    boolean preserveUnmapped = config.flag("preserveUnmapped").orElse(true);
    if (config.has("mappings")) {
      if (config.hasAny("set", "rename", "drop")) {
        conflict(config);
      }
      return LegacyMappings.read(config, preserveUnmapped);
    }
    boolean own = config.hasAny("set", "rename", "drop");
    if (!own && LegacyMappings.areDirectPairs(config)) {
      return LegacyMappings.readDirectPairs(config, preserveUnmapped);
    }
    if (!own) {
      config
          .diagnostics()
          .error(
              ErrorCode.MISSING_VALUE,
              config.pointer(),
              "a map needs at least one of 'set', 'rename' and 'drop'");
    }
    return new TransformConfig.MapFields(
        texts(config, "set"),
        texts(config, "rename"),
        config.texts("drop").orElse(List.of()),
        preserveUnmapped);
  }

  private static void conflict(ObjectCursor config) {
    config
        .diagnostics()
        .error(
            ErrorCode.CONFLICTING_VALUES,
            config.pointer("mappings"),
            "'mappings' stands alone: use either it or 'set', 'rename' and 'drop'");
  }

  /**
   * An object of strings. An expression is never written as a number: {@code 1} and {@code '1'} are
   * different things.
   */
  private static Map<String, String> texts(ObjectCursor config, String member) {
    Map<String, String> found = new LinkedHashMap<>();
    Optional<ObjectCursor> object = config.object(member);
    if (object.isPresent()) {
      for (String name : object.get().members()) {
        if (name.isEmpty()) {
          config
              .diagnostics()
              .error(
                  ErrorCode.INVALID_VALUE,
                  object.get().pointer(name),
                  "a field name cannot be empty");
        } else if (object.get().raw(name).filter(JsonNode::isNumber).isPresent()) {
          object.get().scalar(name).ifPresent(number -> found.put(name, number));
        } else {
          object.get().text(name).ifPresent(text -> found.put(name, text));
        }
      }
    }
    return found;
  }
}
