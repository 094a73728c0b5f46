package io.dataflow.plan;

import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One row of each key: the first, or always the last.
 *
 * @param keyedInput the input's fields, and behind them what is nested in it and is a key or orders
 * @param order positions in the rows whose greatest values make a row the last one; empty: the last
 *     is the last to arrive
 * @param changelog whether {@code op} stands in front
 * @param beforeImages whether it also says what a row was before it changed
 * @param ttl how long a key is remembered after its last row; empty: for ever
 */
public record DeduplicateNode(
    String id,
    String input,
    KeyedInput keyedInput,
    RecordSchema outputSchema,
    ChangeMode outputMode,
    boolean eventTime,
    boolean keepLast,
    List<Integer> order,
    Optional<Duration> ttl,
    boolean changelog,
    boolean beforeImages,
    ErrorPolicy onError)
    implements OneInputNode {
  public DeduplicateNode {
    order = List.copyOf(order);
  }

  @Override
  public String kind() {
    return "deduplicate";
  }

  @Override
  public String identity() {
    return "deduplicate:"
        + keyedInput.keyText()
        + (keepLast ? ":last" : ":first")
        + KeyedNode.ttlText(ttl);
  }

  /** Of the first row it is only known that there was one. */
  @Override
  public List<KeptRows> keptRows() {
    return keepLast ? List.of(new KeptRows("", keyedInput.schema(), false)) : List.of();
  }

  @Override
  public KeyedNode withBeforeImages() {
    return new DeduplicateNode(
        id,
        input,
        keyedInput,
        outputSchema,
        outputMode,
        eventTime,
        keepLast,
        order,
        ttl,
        changelog,
        keepLast,
        onError);
  }
}
