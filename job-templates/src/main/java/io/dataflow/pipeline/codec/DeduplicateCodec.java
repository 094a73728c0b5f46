package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TransformConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The config of a deduplicate step: {@code keys}, {@code keep} and how it is kept. */
final class DeduplicateCodec {
  private static final List<String> KEEP = List.of("first", "last");

  private DeduplicateCodec() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    Optional<List<String>> keys = config.names("keys");
    if (!config.has("keys")) {
      ConfigReader.missing(config, "keys", "write \"keys\": [\"id\"]");
    }
    Optional<String> keep =
        EndpointReader.choice(
            config, "keep", text -> Optional.of(text).filter(KEEP::contains), KEEP);
    boolean keepLast = keep.filter("last"::equals).isPresent();
    boolean changelog = Changelog.read(config);
    boolean keepWrong = config.has("keep") && keep.isEmpty();
    if (!keepLast && !keepWrong) {
      onlyForLast(config, "orderBy", "emit");
    }
    List<String> orderBy =
        config.has("orderBy") ? config.names("orderBy").orElse(List.of()) : List.of();
    Optional<Duration> ttl = TimeToLive.read(config).orElse(Optional.empty());
    return keys.map(
        names -> new TransformConfig.Deduplicate(names, keepLast, orderBy, ttl, changelog));
  }

  /** The first record to arrive is the first for ever. */
  private static void onlyForLast(ObjectCursor config, String... members) {
    List<String> written = Stream.of(members).filter(config::has).toList();
    for (String member : written) {
      config
          .diagnostics()
          .error(
              ErrorCode.CONFLICTING_VALUES,
              config.pointer(member),
              "'"
                  + member
                  + "' is for \"keep\": \"last\": the first record to arrive never changes",
              "remove it, or write \"keep\": \"last\"; a topn with \"n\": 1 keeps the least");
    }
  }

  static void write(TransformConfig.Deduplicate deduplicate, ObjectNode node) {
    ArrayNode keys = node.putArray("keys");
    deduplicate.keys().forEach(keys::add);
    node.put("keep", deduplicate.keepLast() ? "last" : "first");
    if (!deduplicate.orderBy().isEmpty()) {
      ArrayNode order = node.putArray("orderBy");
      deduplicate.orderBy().forEach(order::add);
    }
    deduplicate.ttl().ifPresent(ttl -> node.put("ttl", Durations.format(ttl)));
    Changelog.write(deduplicate.changelog(), node);
  }
}
