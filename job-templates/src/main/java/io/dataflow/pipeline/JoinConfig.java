package io.dataflow.pipeline;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Pairs the records of its first input, the left one, with those of its second, the right one.
 *
 * @param on paths of the left input to paths of the right one that have to be equal, in order
 * @param keepsLeft whether a left record without a partner is handed on alone
 * @param bound how long records wait for their partners
 * @param renameLeft fields of the left input to their names in the output
 * @param renameRight fields of the right input to their names in the output
 * @param condition over the fields of the output; a pair for which it is not TRUE is none
 * @param onLate what becomes of records that come too late to be sure of their partners
 * @param changelog whether each change of a result is a record of its own, with {@code op} in front
 */
public record JoinConfig(
    Map<String, String> on,
    boolean keepsLeft,
    Bound bound,
    Map<String, String> renameLeft,
    Map<String, String> renameRight,
    Optional<String> condition,
    Optional<ErrorPolicy> onLate,
    boolean changelog)
    implements TransformConfig {
  public JoinConfig {
    on = inOrder(on);
    renameLeft = inOrder(renameLeft);
    renameRight = inOrder(renameRight);
    Objects.requireNonNull(bound);
  }

  /** How long records wait for their partners. */
  public sealed interface Bound {
    /**
     * Both records lie in one window: a pair for each that holds them.
     *
     * @param window tumbling or hopping
     */
    record InWindow(Window window) implements Bound {}

    /**
     * The right record's time lies between the left one's plus {@code lower} and plus {@code
     * upper}, both included; either may be negative.
     */
    record Interval(Duration lower, Duration upper) implements Bound {}

    /**
     * As long as they are remembered.
     *
     * @param ttl how long a record is remembered; empty: for ever
     */
    record Unbounded(Optional<Duration> ttl) implements Bound {}
  }

  @Override
  public String type() {
    return "join";
  }

  @Override
  public boolean keepsState() {
    return true;
  }

  @Override
  public int leastInputs() {
    return 2;
  }

  @Override
  public int mostInputs() {
    return 2;
  }

  private static Map<String, String> inOrder(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
