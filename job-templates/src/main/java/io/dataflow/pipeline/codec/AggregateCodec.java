package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.AggregateConfig;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.pipeline.Window;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The config of an aggregate step. */
final class AggregateCodec {
  private static final List<String> ON_LATE = List.of("dead-letter", "skip", "fail");
  private static final List<String> EMIT = List.of("changelog");

  private final ObjectCursor config;
  private boolean good = true;

  private AggregateCodec(ObjectCursor config) {
    this.config = config;
  }

  static Optional<TransformConfig> read(ObjectCursor config) {
    return new AggregateCodec(config).read();
  }

  private Optional<TransformConfig> read() {
    boolean legacy = LegacyAggregations.isWritten(config);
    Map<String, String> groupBy = groupBy();
    int before = config.diagnostics().all().size();
    Map<String, String> aggregations =
        legacy ? LegacyAggregations.read(config) : config.expressions("aggregations");
    if (!config.has("aggregations")) {
      ConfigReader.missing(
          config, "aggregations", "write \"aggregations\": {\"total\": \"SUM(amount)\"}");
      good = false;
    } else if (aggregations.isEmpty() && config.diagnostics().all().size() > before) {
      good = false;
    } else if (aggregations.isEmpty()) {
      error(
          "aggregations",
          "an aggregate computes at least one field",
          "write for example {\"records\": \"COUNT(*)\"}");
    }
    Optional<Window> window = window(legacy);
    Optional<ErrorPolicy> onLate = choice("onLate", ON_LATE).flatMap(ErrorPolicy::of);
    Optional<Duration> ttl = ttl(window);
    boolean changelog = choice("emit", EMIT).isPresent();
    return good
        ? Optional.of(new AggregateConfig(groupBy, window, aggregations, onLate, ttl, changelog))
        : Optional.empty();
  }

  private Optional<Window> window(boolean legacy) {
    boolean written = config.has("window");
    if (legacy && !written) {
      return LegacyAggregations.window(config);
    }
    Optional<Window> window = WindowCodec.read(config);
    good &= !written || window.isPresent();
    return window;
  }

  private Optional<Duration> ttl(Optional<Window> window) {
    Optional<Duration> ttl = config.duration("ttl");
    good &= !config.has("ttl") || ttl.isPresent();
    if (ttl.filter(Duration::isZero).isPresent()) {
      error("ttl", "a ttl of 0 remembers nothing", "leave it out to remember for ever");
    } else if (ttl.isPresent() && window.isPresent()) {
      error("ttl", "a window forgets by itself: 'ttl' has no meaning beside it", "leave it out");
    }
    return ttl;
  }

  private Optional<String> choice(String member, List<String> known) {
    Optional<String> text =
        EndpointReader.choice(
            config, member, found -> Optional.of(found).filter(known::contains), known);
    good &= !config.has(member) || text.isPresent();
    return text;
  }

  /** A list of fields, an object of fields by the names they get, or the seed's text. */
  private Map<String, String> groupBy() {
    Predicate<JsonNode> text = JsonNode::isTextual;
    if (config.raw("groupBy").filter(JsonNode::isObject).isPresent()) {
      return config.expressions("groupBy");
    } else if (config.raw("groupBy").filter(text).isPresent()) {
      List<String> written = LegacyAggregations.groupBy(config);
      if (written.isEmpty() && !config.text("groupBy").orElse("").isEmpty()) {
        error(
            "groupBy", "a field to group by cannot be empty", "leave it out for one group of all");
      }
      return named(written);
    }
    return named(config.texts("groupBy").orElse(List.of()));
  }

  private Map<String, String> named(List<String> paths) {
    Map<String, String> groups = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      String name = SelectCodec.lastName(paths.get(i));
      if (name.isBlank()) {
        error("groupBy/" + i, "a field to group by cannot be empty", "name a field of the input");
      } else if (paths.get(i).equals(groups.get(name))) {
        good = false;
        ConfigReader.namedTwice(config, "groupBy", i, paths.get(i));
      } else if (groups.putIfAbsent(name, paths.get(i)) != null) {
        good = false;
        config
            .diagnostics()
            .error(
                ErrorCode.DUPLICATE_FIELD,
                config.pointer() + "/groupBy/" + i,
                "two fields would be called '" + name + "'",
                "write groupBy as an object and name them: {\""
                    + name
                    + "2\": \""
                    + paths.get(i)
                    + "\"}");
      }
    }
    return groups;
  }

  private void error(String place, String message, String hint) {
    good = false;
    config
        .diagnostics()
        .error(ErrorCode.INVALID_VALUE, config.pointer() + "/" + place, message, hint);
  }

  static void write(AggregateConfig aggregate, ObjectNode node) {
    ObjectNode groupBy = node.putObject("groupBy");
    aggregate.groupBy().forEach(groupBy::put);
    aggregate.window().ifPresent(window -> WindowCodec.write(window, node));
    ObjectNode aggregations = node.putObject("aggregations");
    aggregate.aggregations().forEach(aggregations::put);
    aggregate.onLate().ifPresent(policy -> node.put("onLate", policy.text()));
    aggregate.ttl().ifPresent(ttl -> node.put("ttl", Durations.format(ttl)));
    if (aggregate.changelog()) {
      node.put("emit", "changelog");
    }
  }
}
