package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.error.NearestName;
import io.dataflow.pipeline.Window;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The seed's aggregates: {@code aggregations: "count:_count,sum:amount"} with {@code groupBy:
 * "a,b"} and {@code windowSize} in milliseconds of processing time. The result of a field bears its
 * name, unless a third part names it: {@code sum:amount:total}.
 */
final class LegacyAggregations {
  private static final Duration WINDOW = Duration.ofSeconds(60);
  private static final String COUNT_NAME = "_count";
  private static final Map<String, String> FUNCTIONS =
      new TreeMap<>(
          Map.of(
              "count", "COUNT", "sum", "SUM", "avg", "AVG", "average", "AVG", "min", "MIN", "max",
              "MAX", "collect", "COLLECT", "first", "FIRST", "last", "LAST"));

  private LegacyAggregations() {}

  static boolean isWritten(ObjectCursor config) {
    return config.raw("aggregations").filter(JsonNode::isTextual).isPresent();
  }

  static List<String> groupBy(ObjectCursor config) {
    return Arrays.stream(config.text("groupBy").orElse("").split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  static Map<String, String> read(ObjectCursor config) {
    Map<String, String> calls = new LinkedHashMap<>();
    for (String written : config.text("aggregations").orElse("").split(",", -1)) {
      read(written.strip(), calls, config);
    }
    return calls;
  }

  private static void read(String written, Map<String, String> calls, ObjectCursor config) {
    List<String> parts = Arrays.stream(written.split(":", -1)).map(String::strip).toList();
    String function = FUNCTIONS.get(parts.get(0).toLowerCase(Locale.ROOT));
    boolean count = "COUNT".equals(function);
    boolean complete = count ? parts.size() <= 2 : parts.size() == 2 || parts.size() == 3;
    if (function == null || !complete || parts.contains("")) {
      error(
          config,
          ErrorCode.INVALID_VALUE,
          "'" + written + "' is no aggregation",
          function == null
              ? NearestName.hint(parts.get(0), FUNCTIONS.keySet())
              : "write \"count:_count, sum:amount, avg:price:mean\"");
      return;
    }
    String name = count && parts.size() == 1 ? COUNT_NAME : parts.get(parts.size() - 1);
    String argument = count ? "*" : "`" + parts.get(1).replace("`", "``").replace(".", "`.`") + "`";
    if (calls.putIfAbsent(name, function + "(" + argument + ")") != null) {
      error(
          config,
          ErrorCode.DUPLICATE_FIELD,
          "two results would be called '" + name + "'",
          "name one of them: \"" + written + ":another_name\"");
    }
  }

  /** The window where none is written in today's form. */
  static Optional<Window> window(ObjectCursor config) {
    Duration size = config.duration("windowSize").orElse(WINDOW);
    if (size.isZero()) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              config.pointer("windowSize"),
              "a window cannot have a size of 0",
              "60000 is the default");
      return Optional.empty();
    }
    return Optional.of(
        new Window(
            new Window.Tumble(size, Duration.ZERO),
            Optional.of(Window.Time.PROCESSING),
            Duration.ZERO));
  }

  private static void error(ObjectCursor config, ErrorCode code, String message, String hint) {
    config.diagnostics().error(code, config.pointer("aggregations"), message, hint);
  }
}
