package io.dataflow.plan;

import io.dataflow.pipeline.ErrorPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A step with state for each key: its inputs are shuffled by key and it stands for itself. */
public sealed interface KeyedNode extends PlanNode permits JoinNode, OneInputNode {
  /** One for each of {@link #inputs}. */
  List<KeyedInput> keyedInputs();

  /**
   * What its state depends on: {@code kind:key:particulars}. Part of the operator's uid, so state
   * of another meaning is never read; nor is state without a time to live by a step that has one,
   * or the other way round, which Flink refuses.
   */
  String identity();

  /**
   * The same step, which also says what a row was before it changed (UPDATE_BEFORE); of a step
   * whose results never change, itself.
   */
  KeyedNode withBeforeImages();

  /** The end of the {@link #identity} of a step whose state is kept with or without a ttl. */
  static String ttlText(Optional<Duration> ttl) {
    return ttl.isPresent() ? ":ttl" : "";
  }

  /**
   * Whether its operator itself, beside the run in front of it, may have to do so with a row that
   * it cannot take.
   */
  default boolean canApply(ErrorPolicy policy) {
    return false;
  }

  /**
   * The rows that its state holds under one {@link #identity}: an edit may change their fields,
   * which are found by name. As many for each step of one kind and identity, in the same order.
   */
  default List<KeptRows> keptRows() {
    return List.of();
  }

  /**
   * What else its state holds under one {@link #identity}, where an edit may change that: compared
   * one by one.
   */
  default List<StateColumn> stateColumns() {
    return List.of();
  }
}
