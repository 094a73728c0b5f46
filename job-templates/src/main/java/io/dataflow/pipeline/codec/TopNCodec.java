package io.dataflow.pipeline.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dataflow.error.ErrorCode;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.OrderedField;
import io.dataflow.pipeline.TopNConfig;
import io.dataflow.pipeline.TransformConfig;
import io.dataflow.pipeline.Window;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The config of a topn step. */
final class TopNCodec {
  /** More would make every record that gets in change as many results. */
  static final int MOST = 10_000;

  private static final List<String> WINDOWS = List.of("tumble");

  private static final Pattern ORDERED =
      Pattern.compile(
          "(?<path>.+?)(\\s+(?<order>ASC|DESC))?(\\s+NULLS\\s+(?<nulls>FIRST|LAST))?",
          Pattern.CASE_INSENSITIVE);

  private TopNCodec() {}

  static Optional<TransformConfig> read(ObjectCursor config) {
    Optional<List<String>> partition = config.texts("partitionBy");
    boolean partitionWrong = config.has("partitionBy") && partition.isEmpty();
    Optional<List<OrderedField>> order = orderBy(config);
    Optional<Integer> n = config.integer("n", 1, MOST);
    if (!config.has("n")) {
      ConfigReader.missing(config, "n", "write \"n\": 10");
    }
    boolean ranked = config.flag("rank").orElse(true);
    boolean ties = config.flag("ties").orElse(false);
    Optional<Window> window = WindowCodec.read(config, WINDOWS);
    Optional<Optional<Duration>> ttl = TimeToLive.read(config);
    Optional<ErrorPolicy> onLate = LatePolicy.read(config);
    boolean changelog = Changelog.read(config);
    boolean wrong =
        partitionWrong
            || n.isEmpty()
            || (config.has("window") && window.isEmpty())
            || ttl.isEmpty()
            || misplaced(config, ties);
    return wrong
        ? Optional.empty()
        : order.map(
            fields ->
                new TopNConfig(
                    partition.orElse(List.of()),
                    fields,
                    n.get(),
                    ranked,
                    ties,
                    window,
                    ttl.get(),
                    onLate,
                    changelog));
  }

  /** Members that mean something only with a window, or only without. */
  private static boolean misplaced(ObjectCursor config, boolean ties) {
    if (config.has("window") && config.has("ttl")) {
      conflict(
          config,
          "ttl",
          "'ttl' is for a topn without a window: a window's records are forgotten when it closes",
          "remove 'ttl', or 'window'");
      return true;
    }
    if (!config.has("window") && ties) {
      conflict(
          config,
          "ties",
          "'ties' needs a window: without one there may be any number of them, for ever",
          "add a window, or let another field of 'orderBy' decide");
      return true;
    }
    return false;
  }

  private static void conflict(ObjectCursor config, String member, String message, String hint) {
    config.diagnostics().error(ErrorCode.CONFLICTING_VALUES, config.pointer(member), message, hint);
  }

  private static Optional<List<OrderedField>> orderBy(ObjectCursor config) {
    if (!config.has("orderBy")) {
      ConfigReader.missing(config, "orderBy", "write \"orderBy\": [\"price DESC\"]");
    }
    return config.names("orderBy").map(texts -> texts.stream().map(TopNCodec::ordered).toList());
  }

  /** A name that is followed by nothing that means an order is a name as a whole. */
  private static OrderedField ordered(String text) {
    Matcher matcher = ORDERED.matcher(text.strip());
    if (!matcher.matches()) {
      return new OrderedField(text, false, true);
    }
    boolean descending = "DESC".equals(upper(matcher.group("order")));
    String nulls = upper(matcher.group("nulls"));
    boolean nullsFirst = nulls.isEmpty() ? !descending : nulls.equals("FIRST");
    return new OrderedField(matcher.group("path"), descending, nullsFirst);
  }

  private static String upper(String group) {
    return group == null ? "" : group.toUpperCase(Locale.ROOT);
  }

  static void write(TopNConfig topN, ObjectNode node) {
    ArrayNode partition = node.putArray("partitionBy");
    topN.partitionBy().forEach(partition::add);
    ArrayNode order = node.putArray("orderBy");
    topN.orderBy().forEach(field -> order.add(field.text()));
    node.put("n", topN.n());
    node.put("rank", topN.ranked());
    if (topN.ties()) {
      node.put("ties", true);
    }
    topN.window().ifPresent(window -> WindowCodec.write(window, node));
    topN.ttl().ifPresent(ttl -> node.put("ttl", Durations.format(ttl)));
    topN.onLate().ifPresent(policy -> node.put("onLate", policy.text()));
    Changelog.write(topN.changelog(), node);
  }
}
