package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.JoinConfig;
import io.dataflow.pipeline.TransformConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The config of a join step. */
final class JoinCodec {
  private static final List<String> TYPES = List.of("inner", "left");
  private static final List<String> WINDOWS = List.of("tumble", "hop");
  private static final String BOUNDS =
      "write \"window\": {\"type\": \"tumble\", \"size\": \"10s\"}, \"interval\": {\"lower\": \"-10s\","
          + " \"upper\": \"10s\"} or \"ttl\": \"1d\" (\"none\": for ever)";

  private JoinCodec() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    Optional<Map<String, String>> on = on(config);
    Optional<String> type =
        EndpointReader.choice(
            config, "type", text -> Optional.of(text).filter(TYPES::contains), TYPES);
    boolean typeWrong = config.has("type") && type.isEmpty();
    Optional<JoinConfig.Bound> bound = bound(config);
    Map<String, String> left = new LinkedHashMap<>();
    Map<String, String> right = new LinkedHashMap<>();
    config
        .object("rename")
        .ifPresent(
            rename -> {
              left.putAll(names(rename, "left"));
              right.putAll(names(rename, "right"));
              rename.close();
            });
    Optional<String> condition = config.text("condition");
    Optional<ErrorPolicy> onLate = LatePolicy.read(config);
    boolean changelog = Changelog.read(config);
    return typeWrong || on.isEmpty() || bound.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new JoinConfig(
                on.get(),
                type.filter("left"::equals).isPresent(),
                bound.get(),
                left,
                right,
                condition,
                onLate,
                changelog));
  }

  /** Fields by the left name, or a list of names that both inputs have. */
  private static Optional<Map<String, String>> on(ObjectCursor config) {
    Map<String, String> on = new LinkedHashMap<>();
    if (!config.has("on")) {
      ConfigReader.missing(config, "on", "write \"on\": {\"left field\": \"right field\"}");
    } else if (config.raw("on").filter(JsonNode::isArray).isPresent()) {
      List<String> names = config.names("on").orElse(List.of());
      for (int i = 0; i < names.size(); i++) {
        if (on.put(names.get(i), names.get(i)) != null) {
          ConfigReader.namedTwice(config, "on", i, names.get(i));
        }
      }
      return on.isEmpty() ? Optional.empty() : Optional.of(on);
    } else if (config.object("on").isPresent()) {
      on.putAll(names(config, "on"));
      if (on.isEmpty()) {
        config
            .diagnostics()
            .error(
                ErrorCode.INVALID_VALUE,
                config.pointer("on"),
                "a join has at least one pair of fields that have to be equal",
                "write \"on\": {\"left field\": \"right field\"}");
      }
    }
    return on.isEmpty() ? Optional.empty() : Optional.of(on);
  }

  private static Map<String, String> names(ObjectCursor outer, String member) {
    Map<String, String> found = new LinkedHashMap<>();
    outer
        .object(member)
        .ifPresent(
            inner -> {
              for (String name : inner.members()) {
                inner
                    .text(name)
                    .ifPresent(
                        text -> {
                          if (text.isEmpty()) {
                            inner
                                .diagnostics()
                                .error(
                                    ErrorCode.INVALID_VALUE,
                                    inner.pointer(name),
                                    "a name cannot be empty");
                          } else {
                            found.put(name, text);
                          }
                        });
              }
            });
    return found;
  }

  private static Optional<JoinConfig.Bound> bound(ObjectCursor config) {
    long written = Stream.of("window", "interval", "ttl").filter(config::has).count();
    if (written != 1) {
      config
          .diagnostics()
          .error(
              written == 0 ? ErrorCode.MISSING_VALUE : ErrorCode.CONFLICTING_VALUES,
              config.pointer(),
              "a join says by exactly one of 'window', 'interval' and 'ttl' how long records wait"
                  + " for their partners",
              BOUNDS);
      return Optional.empty();
    }
    if (config.has("window")) {
      return WindowCodec.read(config, WINDOWS).map(JoinConfig.Bound.InWindow::new);
    } else if (config.has("interval")) {
      return config.object("interval").flatMap(JoinCodec::interval);
    }
    return TimeToLive.read(config).map(JoinConfig.Bound.Unbounded::new);
  }

  private static Optional<JoinConfig.Bound> interval(ObjectCursor interval) {
    Optional<Duration> lower = offset(interval, "lower");
    Optional<Duration> upper = offset(interval, "upper");
    interval.close();
    if (lower.isEmpty() || upper.isEmpty()) {
      return Optional.empty();
    }
    if (lower.get().compareTo(upper.get()) > 0) {
      interval
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              interval.pointer(),
              "no time lies between "
                  + Durations.format(lower.get())
                  + " and "
                  + Durations.format(upper.get()),
              "let 'lower' be at most 'upper'");
      return Optional.empty();
    }
    return Optional.of(new JoinConfig.Bound.Interval(lower.get(), upper.get()));
  }

  private static Optional<Duration> offset(ObjectCursor interval, String member) {
    Optional<JsonNode> written = interval.raw(member);
    if (written.isEmpty()) {
      ConfigReader.missing(
          interval, member, "write \"lower\": \"-10s\", \"upper\": \"10s\": right minus left");
      return Optional.empty();
    }
    Optional<Duration> offset = Durations.parseOffset(written.get().asText());
    if (offset.isEmpty()) {
      interval
          .diagnostics()
          .error(
              ErrorCode.INVALID_VALUE,
              interval.pointer(member),
              "'" + member + "' must be a duration, not " + written.get(),
              "write it as 10s, 5m or 1h, at most 36500d, or -10s for a time before the left record's");
    }
    return offset;
  }

  static void write(JoinConfig join, ObjectNode node) {
    ObjectNode on = node.putObject("on");
    join.on().forEach(on::put);
    node.put("type", join.keepsLeft() ? "left" : "inner");
    if (join.bound() instanceof JoinConfig.Bound.InWindow bound) {
      WindowCodec.write(bound.window(), node);
    } else if (join.bound() instanceof JoinConfig.Bound.Interval bound) {
      ObjectNode interval = node.putObject("interval");
      interval.put("lower", Durations.format(bound.lower()));
      interval.put("upper", Durations.format(bound.upper()));
    } else if (join.bound() instanceof JoinConfig.Bound.Unbounded bound) {
      node.put("ttl", bound.ttl().map(Durations::format).orElse(TimeToLive.NONE));
    }
    if (!join.renameLeft().isEmpty() || !join.renameRight().isEmpty()) {
      ObjectNode rename = node.putObject("rename");
      join.renameLeft().forEach(rename.putObject("left")::put);
      join.renameRight().forEach(rename.putObject("right")::put);
    }
    join.condition().ifPresent(condition -> node.put("condition", condition));
    join.onLate().ifPresent(policy -> node.put("onLate", policy.text()));
    Changelog.write(join.changelog(), node);
  }
}
