package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.Enrich;
import io.dataflow.pipeline.Enrich.OnMiss;
import io.dataflow.pipeline.TransformConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The config of an enrich step: where it looks, by what, and what it takes from there. */
final class EnrichCodec {
  private static final int MOST_ROWS = 10_000_000;

  private EnrichCodec() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    boolean legacy = LegacyEnrich.isWritten(config);
    if (legacy && LegacyEnrich.refuse(config)) {
      return Optional.empty();
    }
    Optional<Enrich.Lookup> lookup = config.object("lookup").flatMap(LookupCodec::read);
    if (!config.has("lookup")) {
      ConfigReader.missing(
          config,
          "lookup",
          "write \"lookup\": {\"type\": \"file\", \"path\": \"/data/countries.csv\"}");
    }
    Map<String, String> on = legacy ? LegacyEnrich.on(config) : named(config, "on");
    if (!legacy && !config.has("on")) {
      ConfigReader.missing(
          config, "on", "write \"on\": [\"id\"] or \"on\": {\"customer_id\": \"id\"}");
    }
    Map<String, String> fields = legacy ? LegacyEnrich.fields(config) : named(config, "fields");
    Optional<ObjectCursor> cache = config.object("cache");
    Optional<Integer> maxRows = cache.flatMap(inner -> inner.integer("maxRows", 1, MOST_ROWS));
    Optional<Duration> ttl = cache.flatMap(inner -> inner.duration("ttl"));
    cache.ifPresent(ObjectCursor::close);
    ttl.filter(Duration::isZero).ifPresent(zero -> refuseZero(cache.orElseThrow()));
    OnMiss onMiss = onMiss(config);
    return lookup.isEmpty() || on.isEmpty()
        ? Optional.empty()
        : Optional.of(new Enrich(lookup.get(), on, fields, maxRows, ttl, onMiss));
  }

  private static void refuseZero(ObjectCursor cache) {
    cache
        .diagnostics()
        .error(
            ErrorCode.INVALID_VALUE,
            cache.pointer("ttl"),
            "a ttl of 0 would read the table for every record",
            "leave it out to read it once");
  }

  /** The word null, or what JSON has for it. */
  private static OnMiss onMiss(ObjectCursor config) {
    if (config.raw("onMiss").filter(JsonNode::isNull).isPresent()) {
      return OnMiss.NULL;
    }
    return EndpointReader.choice(
            config, "onMiss", OnMiss::of, Arrays.stream(OnMiss.values()).map(OnMiss::text).toList())
        .orElse(OnMiss.NULL);
  }

  /** An object of field to field of the table, or a list where both have one name. */
  private static Map<String, String> named(ObjectCursor config, String member) {
    if (config.raw(member).filter(JsonNode::isArray).isPresent()) {
      return config.names(member).map(names -> named(names, config, member)).orElse(Map.of());
    }
    Map<String, String> found = config.expressions(member);
    if (config.raw(member).filter(JsonNode::isObject).isPresent() && found.containsValue("")) {
      config
          .diagnostics()
          .error(ErrorCode.INVALID_VALUE, config.pointer(member), "a field has a name");
    } else if (config.raw(member).filter(node -> node.isObject() && node.isEmpty()).isPresent()) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              config.pointer(member),
              "'" + member + "' names at least one field");
    }
    return found;
  }

  private static Map<String, String> named(List<String> names, ObjectCursor config, String member) {
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (found.put(names.get(i), SelectCodec.lastName(names.get(i))) != null) {
        ConfigReader.namedTwice(config, member, i, names.get(i));
      }
    }
    return found;
  }

  static void write(Enrich enrich, ObjectNode node) {
    node.set("lookup", LookupCodec.write(enrich.lookup()));
    ObjectNode on = node.putObject("on");
    enrich.on().forEach(on::put);
    if (!enrich.fields().isEmpty()) {
      ObjectNode fields = node.putObject("fields");
      enrich.fields().forEach(fields::put);
    }
    if (enrich.maxRows().isPresent() || enrich.ttl().isPresent()) {
      ObjectNode cache = node.putObject("cache");
      enrich.maxRows().ifPresent(rows -> cache.put("maxRows", rows));
      enrich.ttl().ifPresent(ttl -> cache.put("ttl", Durations.format(ttl)));
    }
    node.put("onMiss", enrich.onMiss().text());
  }
}
