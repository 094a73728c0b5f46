package io.dataflow.pipeline.codec;

import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TransformConfig;
import java.util.List;

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
      config.lost();
      config
          .diagnostics()
          .error(
              ErrorCode.MISSING_VALUE,
              config.pointer(),
              "a map needs at least one of 'set', 'rename' and 'drop'");
    }
    return new TransformConfig.MapFields(
        config.expressions("set"),
        config.expressions("rename"),
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
}
