package io.dataflow.plan;

import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.Window;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first rows of each partition.
 *
 * @param keyedInput the input's fields, and behind them what is nested in them and partitions or
 *     orders rows
 * @param order what decides which rows are first
 * @param ranked whether the output has the rank behind the input's fields
 * @param ties whether rows that equal the last one are there too
 * @param updatingInput whether rows may take earlier ones back
 * @param window which rows there are at all; empty: all so far. Says which time decides.
 * @param changelog whether {@code op} stands in front
 * @param beforeImages whether it also says what a row was before it changed
 * @param ttl how long a partition is remembered after its last change; empty: for ever
 */
public record TopNNode(
    String id,
    String input,
    KeyedInput keyedInput,
    List<RowOrder> order,
    int n,
    boolean ranked,
    boolean ties,
    boolean updatingInput,
    Optional<Window> window,
    Optional<Duration> ttl,
    RecordSchema outputSchema,
    ChangeMode outputMode,
    boolean eventTime,
    boolean changelog,
    boolean beforeImages,
    ErrorPolicy onLate,
    ErrorPolicy onError)
    implements OneInputNode {
  /**
   * A column of the rows by which they are ordered.
   *
   * @param descending the greatest value first
   */
  public record RowOrder(int position, boolean descending, boolean nullsFirst) {}

  public TopNNode {
    order = List.copyOf(order);
  }

  @Override
  public String kind() {
    return "topn";
  }

  @Override
  public boolean canApply(ErrorPolicy policy) {
    return eventTime && onLate == policy;
  }

  /**
   * Rows in the state are in order, and a greater n would miss those that were given up, as would
   * ties.
   */
  @Override
  public String identity() {
    return "topn:"
        + keyedInput.keyText()
        + ":"
        + n
        + (ties ? " with ties" : "")
        + " by "
        + String.join(", ", order.stream().map(this::text).toList())
        + window.map(found -> ":" + found.text()).orElse("")
        + (updatingInput ? ":updating" : "")
        + KeyedNode.ttlText(ttl);
  }

  @Override
  public List<KeptRows> keptRows() {
    return List.of(new KeptRows("", keyedInput.schema(), updatingInput));
  }

  private String text(RowOrder field) {
    return keyedInput.schema().fields().get(field.position()).name()
        + (field.descending() ? " DESC" : "")
        + (field.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
  }

  /** For people: what is first, of what. */
  Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("partitionBy", String.join(", ", keyedInput.keySchema().names()));
    details.put("orderBy", String.join(", ", order.stream().map(this::text).toList()));
    details.put("n", Integer.toString(n));
    window.ifPresent(found -> details.put("window", found.text()));
    ttl.ifPresent(found -> details.put("ttl", found.toString()));
    if (eventTime) {
      details.put("onLate", onLate.text());
    }
    return details;
  }

  @Override
  public KeyedNode withBeforeImages() {
    return new TopNNode(
        id,
        input,
        keyedInput,
        order,
        n,
        ranked,
        ties,
        updatingInput,
        window,
        ttl,
        outputSchema,
        outputMode,
        eventTime,
        changelog,
        window.isEmpty(),
        onLate,
        onError);
  }
}
