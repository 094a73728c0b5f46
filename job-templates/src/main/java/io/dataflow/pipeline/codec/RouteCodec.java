package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.Pointers;
import io.dataflow.pipeline.TransformConfig;
import java.util.Map;
import java.util.Optional;

/** The config of a route step: {@code routes} and what becomes of all other records. */
final class RouteCodec {
  static final int MOST_ROUTES = 64;
  private static final String DROP = "drop";

  private RouteCodec() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    Map<String, String> routes = config.expressions("routes");
    Optional<Integer> written = config.raw("routes").filter(JsonNode::isObject).map(JsonNode::size);
    if (!config.has("routes")) {
      ConfigReader.missing(config, "routes", "write \"routes\": {\"big\": \"amount > 100\"}");
    } else if (written.filter(size -> size < 1 || size > MOST_ROUTES).isPresent()) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              config.pointer("routes"),
              "a route has 1 to " + MOST_ROUTES + " routes, not " + written.get());
    }
    for (String name : routes.keySet()) {
      checkName(name, Pointers.child(config.pointer("routes"), name), config);
    }
    Optional<String> otherwise = otherwise(routes, config);
    return routes.isEmpty()
        ? Optional.empty()
        : Optional.of(new TransformConfig.Route(routes, otherwise));
  }

  private static Optional<String> otherwise(Map<String, String> routes, ObjectCursor config) {
    if (!config.has("otherwise")) {
      ConfigReader.missing(
          config,
          "otherwise",
          "name an output for records that match no route, or write \"otherwise\": \"drop\"");
    }
    Optional<String> name = config.text("otherwise").filter(text -> !text.equals(DROP));
    if (name.filter(routes::containsKey).isPresent()) {
      config
          .diagnostics()
          .error(
              ErrorCode.DUPLICATE_ID,
              config.pointer("otherwise"),
              "'" + name.get() + "' is a route already",
              "choose another name, or write \"drop\"");
      return Optional.empty();
    }
    name.ifPresent(output -> checkName(output, config.pointer("otherwise"), config));
    return name;
  }

  private static void checkName(String name, String pointer, ObjectCursor config) {
    if (!DefinitionReader.ID.matcher(name).matches() || name.equals(DROP)) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              pointer,
              name.equals(DROP)
                  ? "an output cannot be called '" + DROP + "'"
                  : "'" + name + "' cannot name an output: " + DefinitionReader.ID_RULE);
    }
  }

  static void write(TransformConfig.Route route, ObjectNode node) {
    ObjectNode routes = node.putObject("routes");
    route.routes().forEach(routes::put);
    node.put("otherwise", route.otherwise().orElse(DROP));
  }
}
