package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.FlatMap;
import io.dataflow.pipeline.TransformConfig;
import java.util.Optional;

/** The config of a flatmap step: {@code field} and what becomes of its elements. */
final class FlatMapCodec {
  private FlatMapCodec() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    if (LegacyFlatMap.isWritten(config)) {
      return LegacyFlatMap.read(config);
    }
    Optional<String> field = name(config, "field");
    if (!config.has("field")) {
      ConfigReader.missing(config, "field", "write \"field\": \"items\", an ARRAY, MAP or STRING");
    }
    Optional<String> as = name(config, "as");
    Optional<String> delimiter = name(config, "delimiter");
    boolean trim = config.flag("trim").orElse(true);
    boolean keepParent = config.flag("keepParent").orElse(true);
    Optional<String> index = name(config, "index");
    boolean keepEmpty = config.flag("keepEmpty").orElse(false);
    return field.map(path -> new FlatMap(path, as, delimiter, trim, keepParent, index, keepEmpty));
  }

  private static Optional<String> name(ObjectCursor config, String member) {
    Optional<String> name = config.text(member);
    if (name.filter(String::isEmpty).isPresent()) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE, config.pointer(member), "'" + member + "' cannot be empty");
      return Optional.empty();
    }
    return name;
  }

  static void write(FlatMap flatMap, ObjectNode node) {
    node.put("field", flatMap.field());
    flatMap.as().ifPresent(name -> node.put("as", name));
    flatMap.delimiter().ifPresent(text -> node.put("delimiter", text));
    node.put("trim", flatMap.trim());
    node.put("keepParent", flatMap.keepParent());
    flatMap.index().ifPresent(name -> node.put("index", name));
    node.put("keepEmpty", flatMap.keepEmpty());
  }
}
