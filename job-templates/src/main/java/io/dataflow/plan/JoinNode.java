package io.dataflow.plan;

import io.dataflow.expression.TypedExpression;
import io.dataflow.pipeline.ErrorPolicy;
import io.dataflow.pipeline.JoinConfig;
import io.dataflow.schema.RecordSchema;
import java.time.Duration;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pairs of rows of two inputs whose keys are equal.
 *
 * @param keyedInputs the left and the right rows
 * @param inputModes what either input says about earlier results
 * @param leftFields positions in the left rows that the output begins with
 * @param rightFields positions in the right rows that follow
 * @param keepsLeft whether a left row without a partner is handed on, the right fields NULL
 * @param bound how long rows wait for partners; a window says which time decides
 * @param pairSchema the left rows' fields, then the right ones'
 * @param condition over the pairs; one for which it is not TRUE is none
 * @param changelog whether {@code op} stands in front of the pairs
 * @param onLate what becomes of rows that come when partners may be gone
 */
public record JoinNode(
    String id,
    List<String> inputs,
    List<KeyedInput> keyedInputs,
    List<ChangeMode> inputModes,
    RecordSchema pairSchema,
    RecordSchema outputSchema,
    List<Integer> leftFields,
    List<Integer> rightFields,
    ChangeMode outputMode,
    boolean eventTime,
    boolean keepsLeft,
    JoinConfig.Bound bound,
    Optional<TypedExpression> condition,
    boolean changelog,
    ErrorPolicy onLate,
    ErrorPolicy onError)
    implements KeyedNode {
  public JoinNode {
    inputs = List.copyOf(inputs);
    keyedInputs = List.copyOf(keyedInputs);
    inputModes = List.copyOf(inputModes);
    leftFields = List.copyOf(leftFields);
    rightFields = List.copyOf(rightFields);
  }

  @Override
  public String kind() {
    return "join";
  }

  @Override
  public BitSet reads(int input, BitSet neededOutput) {
    return keyedInputs.get(input).reads();
  }

  @Override
  public boolean canApply(ErrorPolicy policy) {
    return (eventTime && onLate == policy) || (condition.isPresent() && onError == policy);
  }

  /** Whether an input takes rows back, so that they have to be found again by their values. */
  public boolean updating() {
    return inputModes.stream().anyMatch(mode -> !(mode instanceof ChangeMode.Append));
  }

  /** Pairs that are taken back are found by the condition by which they were handed on. */
  @Override
  public String identity() {
    return "join:"
        + keyedInputs.get(0).keyText()
        + " = "
        + keyedInputs.get(1).keyText()
        + (keepsLeft ? ":left:" : ":inner:")
        + boundText()
        + (bound instanceof JoinConfig.Bound.Unbounded unbounded
            ? KeyedNode.ttlText(unbounded.ttl())
            : "")
        + (updating() ? condition.map(found -> ":" + found.text()).orElse("") : "");
  }

  private String boundText() {
    if (bound instanceof JoinConfig.Bound.InWindow bounded) {
      return bounded.window().text();
    } else if (bound instanceof JoinConfig.Bound.Interval interval) {
      return "interval "
          + interval.lower().toMillis()
          + " to "
          + interval.upper().toMillis()
          + " ms";
    }
    return updating() ? "updating" : "unbounded";
  }

  @Override
  public List<KeptRows> keptRows() {
    return List.of(
        new KeptRows("left.", keyedInputs.get(0).schema(), updating()),
        new KeptRows("right.", keyedInputs.get(1).schema(), updating()));
  }

  /** For people: what its rows have in common, and how long they wait for each other. */
  Map<String, String> details() {
    Map<String, String> details = new LinkedHashMap<>();
    List<String> left = keyedInputs.get(0).keySchema().names();
    List<String> right = keyedInputs.get(1).keySchema().names();
    details.put(
        "on",
        IntStream.range(0, left.size())
            .mapToObj(i -> left.get(i) + " = " + right.get(i))
            .collect(Collectors.joining(", ")));
    details.put("type", keepsLeft ? "left" : "inner");
    details.put("waits", boundText());
    condition.ifPresent(expression -> details.put("condition", expression.text()));
    if (bound instanceof JoinConfig.Bound.Unbounded unbounded) {
      details.put("ttl", unbounded.ttl().map(Duration::toString).orElse("none"));
    }
    if (eventTime) {
      details.put("onLate", onLate.text());
    }
    return details;
  }

  /** Itself: where its results change, it takes them back by their values anyway. */
  @Override
  public KeyedNode withBeforeImages() {
    return this;
  }
}
