package io.dataflow.pipeline.codec;

import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TransformConfig;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the config of a step, by its {@code transformType}. */
final class ConfigReader {
  private static final Map<String, Function<ObjectCursor, Optional<? extends TransformConfig>>>
      READERS =
          new TreeMap<>(
              Map.ofEntries(
                  Map.entry("aggregate", AggregateCodec::read),
                  Map.entry("deduplicate", DeduplicateCodec::read),
                  Map.entry("enrich", EnrichCodec::read),
                  Map.entry("filter", FilterReader::read),
                  Map.entry("flatmap", FlatMapCodec::read),
                  Map.entry("join", JoinCodec::read),
                  Map.entry("map", config -> Optional.of(MapReader.read(config))),
                  Map.entry("route", RouteCodec::read),
                  Map.entry("select", SelectCodec::read),
                  Map.entry("topn", TopNCodec::read),
                  Map.entry("union", config -> Optional.of(new TransformConfig.Union()))));

  private ConfigReader() {}

  /** The transform types that there are. */
  static Set<String> types() {
    return READERS.keySet();
  }

  /**
   * Empty where a diagnostic says why and nothing of the config can be said without it; members
   * that nobody knows are reported as well. A reader that answers in spite of an error need not
   * note the gap: it is where the error is.
   */
  static Optional<TransformConfig> read(String type, ObjectCursor config) {
    int before = config.diagnostics().all().size();
    Optional<TransformConfig> read = READERS.get(type).apply(config).map(Function.identity());
    config.gapsOfErrors(before);
    config.close();
    return read;
  }

  /** A step whose config is an object with nothing in it may leave it out. */
  static boolean needsConfig(String type) {
    return !type.equals("union");
  }

  /** Reports the field at a place of a list that names it before, too. */
  static void namedTwice(ObjectCursor config, String member, int index, String name) {
    config
        .diagnostics()
        .error(
            ErrorCode.DUPLICATE_FIELD,
            config.pointer(member) + "/" + index,
            "'" + name + "' is named twice",
            "name it once");
  }

  static void missing(ObjectCursor config, String member, String hint) {
    config.gap(member);
    config
        .diagnostics()
        .error(ErrorCode.MISSING_VALUE, config.pointer(), "'" + member + "' is missing", hint);
  }
}
