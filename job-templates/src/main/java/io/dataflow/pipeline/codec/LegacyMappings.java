package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.TransformConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The seed's maps: {@code mappings: "a->b,c->d"} and direct pairs {@code {"user.name":
 * "userName"}}. A target {@code null}, as a value or as a text, drops the field. Every pair sees
 * the step's input, whatever the order (the seed's result depended on it).
 */
final class LegacyMappings {
  private static final String DROPPED = "null";
  private static final List<String> NOT_PAIRS = List.of("preserveUnmapped", "errorHandling");

  private LegacyMappings() {}

  static TransformConfig read(ObjectCursor config, boolean preserveUnmapped) {
    Pairs pairs = new Pairs();
    String text = config.text("mappings").orElse("");
    for (String pair : text.split(",", -1)) {
      int arrow = pair.indexOf("->");
      String from = arrow < 0 ? "" : pair.substring(0, arrow).strip();
      String to = arrow < 0 ? "" : pair.substring(arrow + 2).strip();
      if (from.isEmpty() || to.isEmpty()) {
        config
            .diagnostics()
            .error(
                ErrorCode.INVALID_VALUE,
                config.pointer("mappings"),
                "'" + pair.strip() + "' is no mapping",
                "write pairs as \"from->to, other->another\"");
      } else {
        pairs.add(from, to);
      }
    }
    return pairs.toMapFields(preserveUnmapped);
  }

  /** Whether every member that is no switch is a plain value: then each is meant as a pair. */
  static boolean areDirectPairs(ObjectCursor config) {
    List<String> pairs =
        config.members().stream().filter(name -> !NOT_PAIRS.contains(name)).toList();
    return !pairs.isEmpty()
        && pairs.stream()
            .allMatch(
                name ->
                    !name.isEmpty() && config.raw(name).filter(JsonNode::isValueNode).isPresent());
  }

  static TransformConfig readDirectPairs(ObjectCursor config, boolean preserveUnmapped) {
    Pairs pairs = new Pairs();
    for (String name : config.members()) {
      if (!NOT_PAIRS.contains(name)) {
        Optional<String> target =
            config.raw(name).filter(JsonNode::isNull).isPresent()
                ? Optional.of(DROPPED)
                : config.text(name).map(String::strip);
        target.ifPresent(to -> pairs.add(name, to));
      }
    }
    return pairs.toMapFields(preserveUnmapped);
  }

  private static final class Pairs {
    private final Map<String, String> rename = new LinkedHashMap<>();
    private final Map<String, String> copies = new LinkedHashMap<>();
    private final List<String> drop = new ArrayList<>();

    void add(String from, String to) {
      if (to.equals(DROPPED)) {
        drop.add(from);
      } else if (rename.putIfAbsent(from, to) != null) {
        // A second target of the same field is a copy of it.
        copies.put(to, SelectCodec.quoted(from));
      }
    }

    TransformConfig toMapFields(boolean preserveUnmapped) {
      return new TransformConfig.MapFields(copies, rename, drop, preserveUnmapped);
    }
  }
}
