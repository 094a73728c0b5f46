package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TransformConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The config of a select step: {@code fields} as an object of expressions or a list of fields. */
final class SelectCodec {
  private SelectCodec() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    if (!config.has("fields")) {
      ConfigReader.missing(
          config,
          "fields",
          "write \"fields\": {\"total\": \"price * quantity\"} or \"fields\": [\"id\", \"name\"]");
      return Optional.empty();
    }
    if (config.raw("fields").filter(JsonNode::isArray).isEmpty()) {
      return Optional.of(new TransformConfig.SelectFields(config.expressions("fields")));
    }
    return config
        .texts("fields")
        .map(names -> new TransformConfig.SelectFields(named(names, config)));
  }

  /** A nested field is called by its last name. */
  private static Map<String, String> named(List<String> paths, ObjectCursor config) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      String name = lastName(paths.get(i));
      if (fields.put(name, quoted(paths.get(i))) != null) {
        config
            .diagnostics()
            .error(
                ErrorCode.DUPLICATE_FIELD,
                config.pointer("fields") + "/" + i,
                "two fields would be called '" + name + "'",
                "write fields as an object and name them");
      }
    }
    return fields;
  }

  static String lastName(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** A path as an expression. */
  static String quoted(String path) {
    return "`" + path.replace("`", "``").replace(".", "`.`") + "`";
  }

  static void write(TransformConfig.SelectFields select, ObjectNode node) {
    ObjectNode fields = node.putObject("fields");
    select.fields().forEach(fields::put);
  }
}
