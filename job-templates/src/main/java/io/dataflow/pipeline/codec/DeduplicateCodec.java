package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TransformConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The config of a deduplicate step: {@code keys}, {@code keep} and {@code ttl}. */
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
    Optional<Duration> ttl = config.duration("ttl");
    if (ttl.filter(Duration::isZero).isPresent()) {
      config
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              config.pointer("ttl"),
              "a ttl of 0 remembers nothing",
              "leave it out to remember for ever");
    }
    return keys.map(
        names ->
            new TransformConfig.Deduplicate(names, keep.filter("last"::equals).isPresent(), ttl));
  }

  static void write(TransformConfig.Deduplicate deduplicate, ObjectNode node) {
    ArrayNode keys = node.putArray("keys");
    deduplicate.keys().forEach(keys::add);
    node.put("keep", deduplicate.keepLast() ? "last" : "first");
    deduplicate.ttl().ifPresent(ttl -> node.put("ttl", Durations.format(ttl)));
  }
}
