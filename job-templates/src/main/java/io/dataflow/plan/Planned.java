package io.dataflow.plan;

import java.util.List;
import java.util.Optional;

/**
 * What became of a source or step. The two parts stand apart, so that what is wrong with a step
 * hides nothing of what is wrong behind it.
 *
 * @param node present if nothing is wrong with it and its inputs are known
 * @param outputs what it hands on, as far as that is sure
 */
record Planned(Optional<PlanNode> node, List<Edge> outputs) {
  static final Planned NOTHING = new Planned(Optional.empty(), List.of());

  static Planned of(PlanNode node) {
    return new Planned(Optional.of(node), node.outputs());
  }

  /** Something is wrong with it, but not with what it hands on. */
  static Planned broken(List<Edge> outputs) {
    return new Planned(Optional.empty(), outputs);
  }
}
