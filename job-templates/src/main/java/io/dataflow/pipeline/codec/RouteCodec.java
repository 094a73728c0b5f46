package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
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
    boolean good = true;
    if (!config.has("routes")) {
      ConfigReader.missing(config, "routes", "write \"routes\": {\"big\": \"amount > 100\"}");
      good = false;
    } else if (routes.isEmpty() || routes.size() > MOST_ROUTES) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              config.pointer("routes"),
              "a route has 1 to " + MOST_ROUTES + " routes, not " + routes.size());
      good = false;
    }
    for (String name : routes.keySet()) {
      good &= checkName(name, config.pointer("routes") + "/" + DocumentParser.escape(name), config);
    }
    Optional<String> otherwise = config.text("otherwise");
    if (otherwise.isEmpty()) {
      if (!config.has("otherwise")) {
        ConfigReader.missing(
            config,
            "otherwise",
            "name an output for records that match no route, or write \"otherwise\": \"drop\"");
      }
      return Optional.empty();
    }
    boolean dropped = otherwise.get().equals(DROP);
    good &= dropped || checkOtherwise(otherwise.get(), routes, config);
    return good
        ? Optional.of(new TransformConfig.Route(routes, otherwise.filter(name -> !dropped)))
        : Optional.empty();
  }

  private static boolean checkOtherwise(
      String name, Map<String, String> routes, ObjectCursor config) {
    if (routes.containsKey(name)) {
      config
          .diagnostics()
          .error(
              ErrorCode.DUPLICATE_ID,
              config.pointer("otherwise"),
              "'" + name + "' is a route already",
              "choose another name, or write \"drop\"");
      return false;
    }
    return checkName(name, config.pointer("otherwise"), config);
  }

  private static boolean checkName(String name, String pointer, ObjectCursor config) {
    boolean good = DefinitionReader.ID.matcher(name).matches() && !name.equals(DROP);
    if (!good) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              pointer,
              name.equals(DROP)
                  ? "an output cannot be called '" + DROP + "'"
                  : "'" + name + "' cannot name an output: " + DefinitionReader.ID_RULE);
    }
    return good;
  }

  static void write(TransformConfig.Route route, ObjectNode node) {
    ObjectNode routes = node.putObject("routes");
    route.routes().forEach(routes::put);
    node.put("otherwise", route.otherwise().orElse(DROP));
  }
}
